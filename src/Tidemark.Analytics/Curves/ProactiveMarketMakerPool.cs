namespace Tidemark.Analytics.Curves;

/// <summary>The state of a DODO proactive market maker (PMM) pool, and what the liquidity providers of each of its two tokens own of it.</summary>
/// <remarks>
/// <para>
/// Liquidity is single-sided: those who put in token 0 (the base) own shares of the base target, those who put in token 1 (the quote) of the quote target, each
/// counted in their own token. Trading moves the reserves and leaves the targets. When the oracle moves while one token is short, that token's target is solved
/// again, as what the other's surplus would buy back along the curve at the new price: that change is the profit or loss of its providers.
/// </para>
/// <para>
/// No fees, and no penalty for withdrawing while a token is short. The default is no pool.
/// Source: DODO contractV2 <c>PMMPricing.sol</c> and <c>DODOMath.sol</c>.
/// </para>
/// </remarks>
public readonly record struct ProactiveMarketMakerPool
{
    /// <summary>A pool that holds its targets.</summary>
    /// <param name="oraclePrice">The oracle's price of token 0 in token 1.</param>
    /// <param name="slippage">The parameter <c>k</c>, a fraction from zero to one.</param>
    /// <param name="targets">What the providers of each token put in; one may be zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, the slippage is outside zero to one, or a target is negative or not finite.</exception>
    /// <exception cref="ArgumentException">Both targets are zero.</exception>
    public ProactiveMarketMakerPool(double oraclePrice, double slippage, Reserves targets)
        : this(oraclePrice, slippage, targets, targets)
    {
    }

    /// <summary>A pool as the contract records it; the target of the token that is short is solved for this oracle, as the contract does before it trades.</summary>
    /// <param name="oraclePrice">The oracle's price of token 0 in token 1.</param>
    /// <param name="slippage">The parameter <c>k</c>, a fraction from zero to one.</param>
    /// <param name="targets">The targets as last solved.</param>
    /// <param name="reserves">What the pool holds.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The price is not positive and finite, the slippage is outside zero to one, or an amount is negative or not finite.
    /// </exception>
    /// <exception cref="ArgumentException">Both targets are zero, both tokens are short, or one is sold out although there is slippage.</exception>
    public ProactiveMarketMakerPool(double oraclePrice, double slippage, Reserves targets, Reserves reserves)
    {
        Positive.Require(oraclePrice);
        Fraction.Require(slippage);
        ProactiveMarketMakerCurve.RequireTargets(targets);
        Positive.RequireOrZero(reserves.Amount0);
        Positive.RequireOrZero(reserves.Amount1);
        bool isBaseShort = reserves.Amount0 < targets.Amount0;
        bool isQuoteShort = reserves.Amount1 < targets.Amount1;
        if (isBaseShort && isQuoteShort)
        {
            throw new ArgumentException($"The reserves {reserves} are below both targets {targets}; a pool pays for one token with the other.", nameof(reserves));
        }
        if (slippage > 0 && ((isBaseShort && reserves.Amount0 == 0) || (isQuoteShort && reserves.Amount1 == 0)))
        {
            throw new ArgumentException($"The reserves {reserves} have none of a token, which with slippage never sells out.", nameof(reserves));
        }
        OraclePrice = oraclePrice;
        Slippage = slippage;
        Reserves = reserves;
        Targets = new Reserves(
            isBaseShort ? Target(reserves.Amount0, (reserves.Amount1 - targets.Amount1) / oraclePrice) : targets.Amount0,
            isQuoteShort ? Target(reserves.Amount1, (reserves.Amount0 - targets.Amount0) * oraclePrice) : targets.Amount1);
    }

    /// <summary>The oracle's price of token 0 in token 1.</summary>
    public double OraclePrice { get; }

    /// <summary>The parameter <c>k</c>.</summary>
    public double Slippage { get; }

    /// <summary>What the pool holds.</summary>
    public Reserves Reserves { get; private init; }

    /// <summary>What the providers of token 0 own in token 0, and those of token 1 in token 1.</summary>
    public Reserves Targets { get; }

    /// <summary>The price of token 0 in token 1 at which the pool trades the next small amount.</summary>
    public double MidPrice =>
        Slippage == 0 ? OraclePrice
        : Reserves.Amount0 < Targets.Amount0 ? OraclePrice * Dearness(Targets.Amount0 / Reserves.Amount0)
        : Reserves.Amount1 < Targets.Amount1 ? OraclePrice / Dearness(Targets.Amount1 / Reserves.Amount1)
        : OraclePrice;

    /// <summary>The pool's value as a function of the market price while the oracle stands still.</summary>
    public ProactiveMarketMakerCurve Curve => new(OraclePrice, Slippage, Targets);

    /// <summary>The pool after somebody sold it token 1 for token 0.</summary>
    /// <param name="quotePaid">The amount of token 1 that the pool gets.</param>
    /// <param name="baseReceived">The amount of token 0 that it pays.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The pool has no token 0 to sell.</exception>
    public ProactiveMarketMakerPool BuyBase(double quotePaid, out double baseReceived)
    {
        Positive.Require(quotePaid);
        double left = Sell(Reserves.Amount0, Targets.Amount0, Reserves.Amount1, Targets.Amount1, OraclePrice, quotePaid, out baseReceived);
        return this with { Reserves = new Reserves(left, Reserves.Amount1 + quotePaid) };
    }

    /// <summary>The pool after somebody sold it token 0 for token 1.</summary>
    /// <param name="basePaid">The amount of token 0 that the pool gets.</param>
    /// <param name="quoteReceived">The amount of token 1 that it pays.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The pool has no token 1 to sell.</exception>
    public ProactiveMarketMakerPool SellBase(double basePaid, out double quoteReceived)
    {
        Positive.Require(basePaid);
        double left = Sell(Reserves.Amount1, Targets.Amount1, Reserves.Amount0, Targets.Amount0, 1 / OraclePrice, basePaid, out quoteReceived);
        return this with { Reserves = new Reserves(Reserves.Amount0 + basePaid, left) };
    }

    /// <summary>The pool after arbitrage without fees has brought it to a market price, at the oracle as it is.</summary>
    /// <param name="marketPrice">The price of token 0 in token 1.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public ProactiveMarketMakerPool AtMarket(double marketPrice) => this with { Reserves = Curve.Reserves(marketPrice) };

    /// <summary>The pool after the oracle has moved, with the target of the token that is short solved again.</summary>
    /// <param name="oraclePrice">The new price of token 0 in token 1.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public ProactiveMarketMakerPool AtOracle(double oraclePrice) => new(oraclePrice, Slippage, Targets, Reserves);

    private double Dearness(double targetOverReserve) => 1 - Slippage + (Slippage * targetOverReserve * targetOverReserve);

    /// <summary>The target that a reserve and the fair worth of the other token's surplus make: <c>V1 (1 + (sqrt(1 + 4 k d / V1) - 1) / (2 k))</c>.</summary>
    private double Target(double reserve, double surplus)
    {
        double root = Slippage == 0 ? 1 : Math.Sqrt(1 + (4 * Slippage * surplus / reserve));
        return reserve + (2 * surplus / (root + 1));
    }

    /// <summary>Sells one token for the other and returns what is left of it; the price is that of the token sold in the token paid.</summary>
    private double Sell(double reserve, double target, double paidReserve, double paidTarget, double price, double paid, out double received)
    {
        double shortfall = Math.Max(paidTarget - paidReserve, 0);
        if (paid <= shortfall)
        {
            // The token paid is short and dear, and comes back towards its target.
            double dearness = Slippage == 0 ? 1 : 1 - Slippage + (Slippage * (paidTarget / paidReserve) * (paidTarget / (paidReserve + paid)));
            received = Math.Min(paid / price * dearness, reserve - target);
            return reserve - received;
        }
        double surplus = reserve > target ? reserve - target : 0;
        double start = reserve - surplus;
        double beyond = (paid - shortfall) / price;
        if (start == 0)
        {
            throw new InvalidOperationException("The pool has none of the token to sell.");
        }
        // The reserve left is the positive root of (1-k) v^2 - b v - k V0^2, and what is received the smaller one of a like equation: both without cancellation.
        double straight = (1 - Slippage) * start;
        double curved = Slippage * target * (target / start);
        double middle = straight - curved - beyond;
        double root = Math.Sqrt((middle * middle) + (4 * straight * curved));
        double sold = 2 * beyond * start / (straight + curved + beyond + root);
        received = (shortfall > 0 ? surplus : 0) + sold;
        double left = middle < 0 ? 2 * curved * start / (root - middle) : (middle + root) / (2 * (1 - Slippage));
        return left + (shortfall > 0 ? 0 : surplus);
    }
}
