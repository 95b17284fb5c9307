namespace Tidemark.Analytics.Curves;

/// <summary>A multiple of a position: a share of a pool, or a position of another size.</summary>
public sealed class ScaledCurve : ValueCurve
{
    /// <summary>So many times this position.</summary>
    /// <param name="whole">The position.</param>
    /// <param name="factor">How many of it; a share of a pool is below one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public ScaledCurve(ValueCurve whole, double factor)
    {
        Positive.Require(factor);
        Whole = whole;
        Factor = factor;
    }

    /// <summary>How many of the position.</summary>
    public double Factor { get; }

    /// <summary>The position of which this is a multiple.</summary>
    public ValueCurve Whole { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<double> Kinks => Whole.Kinks;

    /// <inheritdoc/>
    public override ActiveRange? ActiveRange => Whole.ActiveRange;

    /// <inheritdoc/>
    public override bool IsClaim => Whole.IsClaim;

    /// <inheritdoc/>
    public override ConcentratedCurve? SingleRange => Whole.SingleRange is { } range ? new ConcentratedCurve(Factor * range.Liquidity, range.LowerPrice, range.UpperPrice) : null;

    /// <inheritdoc/>
    public override bool EarnsAt(double price) => Whole.EarnsAt(price);

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        Reserves reserves = Whole.Reserves(price);
        return new Reserves(Factor * reserves.Amount0, Factor * reserves.Amount1);
    }

    /// <inheritdoc/>
    public override double Value(double price) => Factor * Whole.Value(price);

    /// <inheritdoc/>
    public override double Delta(double price) => Factor * Whole.Delta(price);

    /// <inheritdoc/>
    public override double Gamma(double price) => Factor * Whole.Gamma(price);

    /// <inheritdoc/>
    public override double ValueOverHold(double entryPrice, double price) => Factor * Whole.ValueOverHold(entryPrice, price);
}
