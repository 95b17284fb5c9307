namespace Tidemark.Analytics.Curves;

/// <summary>
/// DODO's proactive market maker (PMM) while its oracle stands still: around the oracle's price liquidity is dense, and each token gets dearer as its reserve
/// falls below its target.
/// </summary>
/// <remarks>
/// <para>
/// With oracle <c>i</c>, slippage <c>k</c> and targets <c>B0</c> (token 0, the base) and <c>Q0</c> (token 1, the quote): above the oracle the price is
/// <c>i (1 - k + k (B0/B)^2)</c>, below it <c>i / (1 - k + k (Q0/Q)^2)</c>. Slippage one is constant product on either side, slippage zero constant sum at the oracle.
/// Source: DODO contractV2 <c>PMMPricing.sol</c> and <c>DODOMath.sol</c>.
/// </para>
/// <para>This is the pool as a whole. Who owns what of it, and what moves of the oracle do, is <see cref="ProactiveMarketMakerPool"/>.</para>
/// </remarks>
public sealed class ProactiveMarketMakerCurve : ValueCurve
{
    private readonly double[] _kinks;

    /// <summary>A pool with these targets.</summary>
    /// <param name="oraclePrice">The oracle's price of token 0 in token 1.</param>
    /// <param name="slippage">The parameter <c>k</c>, a fraction from zero to one.</param>
    /// <param name="targets">The amounts that the pool holds at the oracle's price; one may be zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, the slippage is outside zero to one, or a target is negative or not finite.</exception>
    /// <exception cref="ArgumentException">Both targets are zero.</exception>
    public ProactiveMarketMakerCurve(double oraclePrice, double slippage, Reserves targets)
    {
        RequirePrice(oraclePrice);
        Fraction.Require(slippage);
        RequireTargets(targets);
        _kinks = [oraclePrice];
        Slippage = slippage;
        Targets = targets;
    }

    /// <summary>The oracle's price of token 0 in token 1.</summary>
    public double OraclePrice => _kinks[0];

    /// <summary>The parameter <c>k</c>.</summary>
    public double Slippage { get; }

    /// <summary>The amounts at the oracle's price.</summary>
    public Reserves Targets { get; }

    /// <summary>The oracle's price, at which delta bends, or jumps where the slippage is zero.</summary>
    public override ReadOnlyMemory<double> Kinks => _kinks;

    /// <summary>The pool that is worth this at the oracle's price, with targets of equal value.</summary>
    /// <param name="oraclePrice">The oracle's price of token 0 in token 1.</param>
    /// <param name="slippage">The parameter <c>k</c>, a fraction from zero to one.</param>
    /// <param name="value">The value in token 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price or the value is not positive and finite, or the slippage is outside zero to one.</exception>
    public static ProactiveMarketMakerCurve FromValue(double oraclePrice, double slippage, double value)
    {
        RequirePrice(oraclePrice);
        Positive.Require(value);
        return new ProactiveMarketMakerCurve(oraclePrice, slippage, new Reserves(value / 2 / oraclePrice, value / 2));
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        double rise = Rise(price);
        return price >= OraclePrice
            ? new Reserves(Targets.Amount0 * Left(rise), Targets.Amount1 + (OraclePrice * Targets.Amount0 * Received(rise)))
            : new Reserves(Targets.Amount0 + (Targets.Amount1 / OraclePrice * Received(rise)), Targets.Amount1 * Left(rise));
    }

    /// <inheritdoc/>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        // Without slippage all of the curvature is in the jump.
        if (Slippage == 0)
        {
            return 0;
        }
        double rise = Rise(price);
        double slope = Left(rise) / (2 * (Slippage + rise));
        return price >= OraclePrice
            ? -Targets.Amount0 * slope / OraclePrice
            : -Targets.Amount1 * slope * (1 + rise) / price / price;
    }

    /// <inheritdoc/>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        bool isAcross = Math.Min(entryPrice, price) < OraclePrice && Math.Max(entryPrice, price) > OraclePrice;
        return isAcross ? Across(entryPrice, price) : OnOneSide(entryPrice, price);
    }

    internal static void RequireTargets(Reserves targets)
    {
        Positive.RequireOrZero(targets.Amount0);
        Positive.RequireOrZero(targets.Amount1);
        if (targets == default)
        {
            throw new ArgumentException("Both targets are zero; a pool needs at least one token.", nameof(targets));
        }
    }

    /// <summary>By which fraction the scarce token is dearer than the oracle says: token 0 above its price, token 1 below.</summary>
    private double Rise(double price) => price >= OraclePrice ? (price - OraclePrice) / OraclePrice : (OraclePrice - price) / price;

    /// <summary>The part of the scarce token's target that is left: <c>1 - k + k / left^2 = 1 + rise</c>.</summary>
    private double Left(double rise) => rise == 0 ? 1 : Math.Sqrt(Slippage / (Slippage + rise));

    /// <summary>The part of the scarce token's target that is sold: one less what is left, without cancellation.</summary>
    private double Sold(double rise) => rise == 0 ? 0 : rise / (Slippage + rise) / (1 + Left(rise));

    /// <summary>What was paid for it, as a fraction of what the target is worth at the oracle's price.</summary>
    private double Received(double rise) => Sold(rise) * (1 - Slippage + (Math.Sqrt(Slippage) * Math.Sqrt(Slippage + rise)));

    private double OnOneSide(double entryPrice, double price)
    {
        double entryRise = Rise(entryPrice);
        double rise = Rise(price);
        if (rise == entryRise)
        {
            return 0;
        }
        bool isAbove = Math.Max(entryPrice, price) > OraclePrice;
        double change = isAbove ? (price - entryPrice) / OraclePrice : (entryPrice - price) / price * (OraclePrice / entryPrice);
        double rootChange = change / (Math.Sqrt(Slippage + rise) + Math.Sqrt(Slippage + entryRise));
        double scale = isAbove ? OraclePrice * Targets.Amount0 : price / OraclePrice * Targets.Amount1;
        return -scale * Left(entryRise) * rootChange * rootChange;
    }

    /// <summary>To the oracle's price, from there on, and beyond it what the entry had too much or too little of token 0 against the target.</summary>
    private double Across(double entryPrice, double price)
    {
        double change0 = entryPrice > OraclePrice
            ? Targets.Amount0 * Sold(Rise(entryPrice))
            : -Targets.Amount1 / OraclePrice * Received(Rise(entryPrice));
        return OnOneSide(entryPrice, OraclePrice) + OnOneSide(OraclePrice, price) + (change0 * (price - OraclePrice));
    }
}
