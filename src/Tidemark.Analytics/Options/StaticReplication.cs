using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Options;

/// <summary>A portfolio of European options that pays what a position loses against holding: puts below the entry price and calls above it.</summary>
/// <remarks>
/// <para>
/// <c>H - V</c> is the integral of options over all strikes, as many at each as delta falls there. A portfolio of finitely many takes for each cell between two
/// prices as many options as the pool sells of token 0 in it, at the average price of that sale; for constant product and concentrated liquidity that is the
/// geometric mean of the cell's edges. So the payoff is the loss itself on every edge, for any curve, and less than it in between.
/// </para>
/// <para>
/// Beyond the outermost edges the options keep their number: exact where the position has only one token left there, too little elsewhere.
/// </para>
/// <para>Source: Carr and Madan 1998 (Towards a theory of volatility trading); Deng, Zong, Wang 2022 (arXiv:2205.12043).</para>
/// </remarks>
public sealed class StaticReplication
{
    private readonly ValueCurve _curve;
    private readonly ReplicationOption[] _options;

    private StaticReplication(ValueCurve curve, double entryPrice, ReplicationOption[] options)
    {
        _curve = curve;
        _options = options;
        EntryPrice = entryPrice;
    }

    /// <summary>The price at which the tokens were deposited.</summary>
    public double EntryPrice { get; }

    /// <summary>The options, by ascending strike; cells in which the pool does not trade have none.</summary>
    public IReadOnlyList<ReplicationOption> Options => _options;

    /// <summary>Builds the portfolio for a position.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at which the tokens were deposited.</param>
    /// <param name="lowestStrike">The lower edge of the lowest cell, below the entry price.</param>
    /// <param name="highestStrike">The upper edge of the highest cell, above the entry price.</param>
    /// <param name="strikesPerSide">How many cells there are on each side of the entry, equally wide in price, as listed strikes are; from 1 to 100000.</param>
    /// <returns>The portfolio.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite or not in this order, or the number of strikes is not allowed.</exception>
    public static StaticReplication Of(ValueCurve curve, double entryPrice, double lowestStrike, double highestStrike, int strikesPerSide)
    {
        Require(curve, entryPrice, lowestStrike, highestStrike, strikesPerSide);
        return Build(curve, entryPrice, Even(lowestStrike, entryPrice, strikesPerSide), Even(entryPrice, highestStrike, strikesPerSide));
    }

    /// <summary>Builds the portfolio for a position, its cells where they count at a horizon.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at which the tokens were deposited.</param>
    /// <param name="lowestStrike">The lower edge of the lowest cell, below the entry price.</param>
    /// <param name="highestStrike">The upper edge of the highest cell, above the entry price.</param>
    /// <param name="strikesPerSide">How many cells there are at most on each side of the entry; from 1 to 100000.</param>
    /// <param name="volatilityAnnual">The volatility, as a fraction a year, positive.</param>
    /// <param name="years">The time to expiry in years of 365 days, positive.</param>
    /// <returns>The portfolio: its cells are narrow where the pool trades much and the price is likely to end. Where the amounts only jump and there are options enough, each jump has one at its
    /// price, and the payoff is the loss everywhere.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or the prices are not in this order.</exception>
    public static StaticReplication ForHorizon(ValueCurve curve, double entryPrice, double lowestStrike, double highestStrike, int strikesPerSide, double volatilityAnnual, double years)
    {
        Require(curve, entryPrice, lowestStrike, highestStrike, strikesPerSide);
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        ReplicationCells cells = new(curve, entryPrice, volatilityAnnual, years);
        return Build(curve, entryPrice, cells.Edges(lowestStrike, strikesPerSide), cells.Edges(highestStrike, strikesPerSide));
    }

    /// <summary>What the portfolio pays at expiry.</summary>
    /// <param name="price">The price at expiry.</param>
    /// <returns>The payoff in token 1, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public double Payoff(double price)
    {
        Positive.Require(price);
        double payoff = 0;
        foreach (ReplicationOption option in _options)
        {
            payoff += option.Payoff(price);
        }
        return payoff;
    }

    /// <summary>What is left of impermanent loss once the portfolio has paid.</summary>
    /// <param name="price">The price at expiry.</param>
    /// <returns>The payoff plus impermanent loss, in token 1: negative is what stays uncovered.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite.</exception>
    public double Residual(double price) => Payoff(price) + _curve.ValueOverHold(EntryPrice, price);

    /// <summary>What the portfolio costs at the entry, all options at one volatility.</summary>
    /// <param name="volatilityAnnual">The volatility, as a fraction a year.</param>
    /// <param name="years">The time to expiry.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded, as a fraction a year.</param>
    /// <returns>The cost in token 1, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not finite, or another argument is not positive and finite.</exception>
    public double Cost(double volatilityAnnual, double years, double rateAnnual = 0)
    {
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        Finite.Require(rateAnnual);
        double cost = 0;
        foreach (ReplicationOption option in _options)
        {
            cost += option.Quantity * BlackScholes.Of(option.Kind, EntryPrice, option.Strike, volatilityAnnual, years, rateAnnual).Value;
        }
        return cost;
    }

    /// <summary>What the portfolio costs at the entry, each option at the volatility of its strike.</summary>
    /// <param name="surface">The volatilities and the interest rate.</param>
    /// <param name="years">The time to expiry.</param>
    /// <returns>The cost in token 1, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive and finite.</exception>
    public double Cost(VolatilitySurface surface, double years)
    {
        ArgumentNullException.ThrowIfNull(surface);
        Positive.Require(years);
        double cost = 0;
        foreach (ReplicationOption option in _options)
        {
            cost += option.Quantity * surface.Option(option.Kind, EntryPrice, option.Strike, years).Value;
        }
        return cost;
    }

    private static void Require(ValueCurve curve, double entryPrice, double lowestStrike, double highestStrike, int strikesPerSide)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(entryPrice);
        Positive.Require(lowestStrike);
        Positive.Require(highestStrike);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lowestStrike, entryPrice);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highestStrike, entryPrice);
        ArgumentOutOfRangeException.ThrowIfLessThan(strikesPerSide, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(strikesPerSide, 100_000);
    }

    private static double[] Even(double lowerPrice, double upperPrice, int cells)
    {
        double[] edges = new double[cells + 1];
        double width = (upperPrice - lowerPrice) / cells;
        for (int i = 0; i < cells; i++)
        {
            edges[i] = lowerPrice + (i * width);
        }
        edges[cells] = upperPrice;
        return edges;
    }

    private static StaticReplication Build(ValueCurve curve, double entryPrice, double[] putEdges, double[] callEdges)
    {
        List<ReplicationOption> options = new(putEdges.Length + callEdges.Length - 2);
        AddCells(options, curve, OptionKind.Put, putEdges);
        AddCells(options, curve, OptionKind.Call, callEdges);
        return new StaticReplication(curve, entryPrice, [.. options]);
    }

    private static void AddCells(List<ReplicationOption> options, ValueCurve curve, OptionKind kind, double[] edges)
    {
        Reserves before = curve.Reserves(edges[0]);
        for (int i = 1; i < edges.Length; i++)
        {
            Reserves after = curve.Reserves(edges[i]);
            double sold = before.Amount0 - after.Amount0;
            if (sold != 0)
            {
                double averagePrice = (after.Amount1 - before.Amount1) / sold;
                options.Add(new ReplicationOption(kind, Math.Clamp(averagePrice, edges[i - 1], edges[i]), sold));
            }
            before = after;
        }
    }
}
