namespace Tidemark.Analytics.Legs;

/// <summary>A lending protocol's rule: which legs secure which debts, when they are liquidated, and what happens then.</summary>
/// <remarks>
/// The health factor is what counts of the collateral over the debt: <c>sum min(threshold V, quota) / D</c>. Aave's is that; Gearbox's total weighted value has the quotas; a debt
/// ratio <c>D / V</c> above a kill factor <c>k</c> is the same as <c>k V / D</c> below one. Every collateral's value is concave in the price and debts are linear, so a healthy position
/// has one liquidation price on either side at most. Sources: Aave v3 <c>GenericLogic</c>; Alpha Homora <c>Bank</c>, Alpaca <c>Vault</c>; Gearbox v3 <c>CreditManagerV3</c>; Extra Finance.
/// </remarks>
public sealed class LiquidationRule
{
    private const double Farthest = 1e12;

    /// <summary>A rule.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="collateral">The legs that secure the debts; seized in this order.</param>
    /// <param name="debts">The names of the loans.</param>
    /// <param name="terms">What is taken in a liquidation.</param>
    /// <exception cref="ArgumentException">There is no collateral or no debt.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A threshold or discount is out of its range.</exception>
    public LiquidationRule(string name, IReadOnlyList<Collateral> collateral, IReadOnlyList<string> debts, LiquidationTerms terms)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(collateral);
        ArgumentNullException.ThrowIfNull(debts);
        ArgumentNullException.ThrowIfNull(terms);
        if (collateral.Count == 0 || debts.Count == 0)
        {
            throw new ArgumentException($"The rule {name} needs at least one leg as collateral and one loan.", collateral.Count == 0 ? nameof(collateral) : nameof(debts));
        }
        foreach (Collateral part in collateral)
        {
            Require(part);
        }
        (Name, Collateral, Debts, Terms) = (name, [.. collateral], [.. debts], terms);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The legs that secure the debts, in the order in which they are seized.</summary>
    public IReadOnlyList<Collateral> Collateral { get; }

    /// <summary>The names of the loans.</summary>
    public IReadOnlyList<string> Debts { get; }

    /// <summary>What is taken in a liquidation.</summary>
    public LiquidationTerms Terms { get; }

    /// <summary>What is owed.</summary>
    /// <param name="book">The book.</param>
    /// <param name="state">The state.</param>
    /// <returns>The debt in token 1.</returns>
    public double Debt(Book book, MarketState state) => 0 - Debts.Sum(name => Leg(book, name).Value(state));

    /// <summary>What the collateral is worth on the market.</summary>
    /// <param name="book">The book.</param>
    /// <param name="state">The state.</param>
    /// <returns>The value in token 1.</returns>
    public double CollateralValue(Book book, MarketState state) => Collateral.Sum(part => Leg(book, part.Leg).CollateralValue(state));

    /// <summary>The health factor: liquidatable where it is below one.</summary>
    /// <param name="book">The book.</param>
    /// <param name="state">The state.</param>
    /// <returns>The factor; infinite without debt.</returns>
    public double HealthFactor(Book book, MarketState state)
    {
        double debt = Debt(book, state);
        return debt <= 0 ? double.PositiveInfinity : Counted(book, state) / debt;
    }

    /// <summary>The prices at which it is liquidated at a time.</summary>
    /// <param name="book">The book.</param>
    /// <param name="state">The time, and the price from which is searched, down to 1e-12 of it and up to 1e12 times it.</param>
    /// <returns>The prices, within a relative 1e-15; at one of them the health factor is one.</returns>
    /// <exception cref="ArgumentException">It is liquidatable at the state already.</exception>
    public LiquidationPrices LiquidationPrices(Book book, MarketState state)
    {
        double health = HealthFactor(book, state);
        return health < 1
            ? throw new ArgumentException(FormattableString.Invariant($"The health factor of {Name} is {health:R} at a price of {state.Price:R}: it is liquidatable already."), nameof(state))
            : new LiquidationPrices(Search(book, state, 0.5), Search(book, state, 2));
    }

    /// <summary>Liquidates.</summary>
    /// <param name="book">The book.</param>
    /// <param name="state">The state, at which every leg is; the health factor is below one.</param>
    /// <returns>The book after it, without what was returned to the owner, and what moved.</returns>
    public (Book Book, LiquidationAmounts Amounts) Liquidate(Book book, MarketState state)
    {
        double debt = Debt(book, state);
        double collateral = CollateralValue(book, state);
        LiquidationAmounts amounts = Terms.Liquidate(debt, collateral, HealthFactor(book, state));
        // Where nothing is left to seize, what is not repaid is bad debt.
        bool isAll = amounts.Seized >= collateral;
        List<Leg> legs = [];
        double seized = amounts.Seized;
        foreach (Collateral part in Collateral)
        {
            Leg leg = Leg(book, part.Leg);
            double value = leg.CollateralValue(state);
            double taken = Math.Min(seized, value);
            seized -= taken;
            legs.Add(leg.Scaled(isAll || value <= 0 ? 0 : 1 - (taken / value)));
        }
        double owed = isAll ? 0 : Math.Max(0, 1 - (amounts.Repaid / debt));
        legs.AddRange(Debts.Select(name => Leg(book, name).Scaled(owed)));
        return (book.With([.. legs]), amounts);
    }

    internal void Require(Book book)
    {
        foreach (Collateral part in Collateral)
        {
            if (!Leg(book, part.Leg).CanBeCollateral)
            {
                throw new ArgumentException($"The rule {Name} takes {part.Leg} as collateral; only tokens and liquidity are.", nameof(book));
            }
        }
        foreach (string name in Debts)
        {
            if (Leg(book, name) is not LoanLeg)
            {
                throw new ArgumentException($"The rule {Name} takes {name} for a debt, and it is no loan.", nameof(book));
            }
        }
    }

    private Leg Leg(Book book, string name) => book.Find(name) ?? throw new ArgumentException($"The rule {Name} speaks of {name}, which is no leg of the book.", nameof(book));

    private static void Require(Collateral part)
    {
        if (!(part.ThresholdFraction > 0 && part.ThresholdFraction <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(part), part.ThresholdFraction, FormattableString.Invariant($"The threshold of {part.Leg} is {part.ThresholdFraction:R}; it must be above 0, up to 1."));
        }
        Fraction.RequireBelowOne(part.SaleDiscountFraction, $"{part.Leg}.{nameof(part.SaleDiscountFraction)}");
        Positive.RequireOrZero(part.Quota ?? 0, nameof(part));
    }

    private double Counted(Book book, MarketState state) => Collateral.Sum(part => part.Counted(Leg(book, part.Leg).CollateralValue(state)));

    private double? Search(Book book, MarketState state, double factor)
    {
        bool IsHealthy(double price)
        {
            MarketState there = new(price, state.Years);
            return Counted(book, there) >= Debt(book, there);
        }
        double last = factor > 1 ? state.Price * Farthest : state.Price / Farthest;
        double near = state.Price;
        double far = near * factor;
        while (IsHealthy(far))
        {
            if (far == last)
            {
                return null;
            }
            (near, far) = (far, factor > 1 ? Math.Min(far * factor, last) : Math.Max(far * factor, last));
        }
        return Bisection.Between(near, far, price => !IsHealthy(price)).Near;
    }
}
