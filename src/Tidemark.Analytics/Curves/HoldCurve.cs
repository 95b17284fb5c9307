namespace Tidemark.Analytics.Curves;

/// <summary>Tokens held outside any pool: the benchmark, and the limit of a pool that never trades.</summary>
public sealed class HoldCurve : ValueCurve
{
    private readonly Reserves _held;

    /// <summary>Holds these amounts.</summary>
    /// <param name="held">The amounts, in token units, neither negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative or not finite.</exception>
    public HoldCurve(Reserves held)
    {
        Positive.RequireOrZero(held.Amount0);
        Positive.RequireOrZero(held.Amount1);
        _held = held;
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        return _held;
    }

    /// <inheritdoc/>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        return 0;
    }

    /// <inheritdoc/>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        return 0;
    }
}
