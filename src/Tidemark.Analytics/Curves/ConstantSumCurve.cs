namespace Tidemark.Analytics.Curves;

/// <summary>
/// Constant sum <c>x p* + y = C</c>: a pool that trades at one price only, the limit of a stable pool with endless amplification. Arbitrage leaves all of the
/// cheaper token in it.
/// </summary>
/// <remarks>At the peg itself, where the composition is undetermined, the pool holds what was put in. Source: Egorov 2019 (StableSwap), of which it is the limit.</remarks>
public sealed class ConstantSumCurve : ValueCurve
{
    private readonly double[] _kinks;
    private readonly Reserves _held;

    /// <summary>A pool with this peg and these amounts.</summary>
    /// <param name="pegPrice">The price <c>p*</c> of token 0 in token 1 at which it trades.</param>
    /// <param name="held">The amounts at the peg, in any proportion; one may be zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or an amount is negative or not finite.</exception>
    /// <exception cref="ArgumentException">Both amounts are zero.</exception>
    public ConstantSumCurve(double pegPrice, Reserves held)
    {
        RequirePrice(pegPrice);
        Positive.RequireOrZero(held.Amount0);
        Positive.RequireOrZero(held.Amount1);
        if (held == default)
        {
            throw new ArgumentException("Both amounts are zero; a pool needs at least one token.", nameof(held));
        }
        _kinks = [pegPrice];
        _held = held;
    }

    /// <summary>The price <c>p*</c>.</summary>
    public double PegPrice => _kinks[0];

    /// <summary>The peg, at which delta jumps.</summary>
    public override ReadOnlyMemory<double> Kinks => _kinks;

    /// <summary>The pool that is worth this at its peg, half in each token.</summary>
    /// <param name="pegPrice">The price <c>p*</c> of token 0 in token 1 at which it trades.</param>
    /// <param name="value">The value in token 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite.</exception>
    public static ConstantSumCurve FromValue(double pegPrice, double value)
    {
        RequirePrice(pegPrice);
        Positive.Require(value);
        return new ConstantSumCurve(pegPrice, new Reserves(value / 2 / pegPrice, value / 2));
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        return price < PegPrice ? new Reserves(_held.Amount0 + (_held.Amount1 / PegPrice), 0)
            : price > PegPrice ? new Reserves(0, _held.Value(PegPrice))
            : _held;
    }

    /// <summary>Zero: all of the curvature is in the jump of delta at the peg.</summary>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>Zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        return 0;
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrice"><inheritdoc/></param>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>What it held of the token that is now the dearer one, and sold at the peg, times its distance from the peg; in token 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(price);
        Reserves held = Reserves(entryPrice);
        return price > PegPrice
            ? -held.Amount0 * (price - PegPrice)
            : -held.Amount1 * ((PegPrice - price) / PegPrice);
    }
}
