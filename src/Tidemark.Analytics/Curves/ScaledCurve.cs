namespace Tidemark.Analytics.Curves;

/// <summary>A multiple of a position: a share of a pool, or a position of another size.</summary>
public sealed class ScaledCurve : ValueCurve
{
    private readonly ValueCurve _whole;

    /// <summary>So many times this position.</summary>
    /// <param name="whole">The position.</param>
    /// <param name="factor">How many of it; a share of a pool is below one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public ScaledCurve(ValueCurve whole, double factor)
    {
        Positive.Require(factor);
        _whole = whole;
        Factor = factor;
    }

    /// <summary>How many of the position.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<double> Kinks => _whole.Kinks;

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        Reserves reserves = _whole.Reserves(price);
        return new Reserves(Factor * reserves.Amount0, Factor * reserves.Amount1);
    }

    /// <inheritdoc/>
    public override double Value(double price) => Factor * _whole.Value(price);

    /// <inheritdoc/>
    public override double Delta(double price) => Factor * _whole.Delta(price);

    /// <inheritdoc/>
    public override double Gamma(double price) => Factor * _whole.Gamma(price);

    /// <inheritdoc/>
    public override double ValueOverHold(double entryPrice, double price) => Factor * _whole.ValueOverHold(entryPrice, price);
}
