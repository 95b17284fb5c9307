using Tidemark.Analytics;
using Tidemark.Analytics.Legs;

namespace Tidemark.Cli.Books;

/// <summary>A rule at a state: how healthy the book is by it, and what ends that.</summary>
internal sealed class RuleState
{
    public RuleState(Book book, LiquidationRule rule, MarketState now)
    {
        (Rule, Price) = (rule, now.Price);
        Health = rule.HealthFactor(book, now);
        if (IsHealthy)
        {
            Prices = rule.LiquidationPrices(book, now);
            DaysOfInterest = LiquidationOutlook.YearsUntilInterestAloneLiquidates(book, rule, now) * Year.Days;
            DaysNet = LiquidationOutlook.YearsUntilInterestLiquidates(book, rule, now) * Year.Days;
        }
        else
        {
            (DaysOfInterest, DaysNet) = (0, 0);
        }
    }

    public LiquidationRule Rule { get; }

    public double Price { get; }

    public double Health { get; }

    public bool IsHealthy => Health >= 1;

    /// <summary>The prices at which it liquidates; none where it has.</summary>
    public LiquidationPrices Prices { get; }

    /// <summary>Days until interest alone liquidates at this price, with collateral that earns nothing; null where it takes more than a hundred years.</summary>
    public double? DaysOfInterest { get; }

    /// <summary>The same with what the collateral earns.</summary>
    public double? DaysNet { get; }
}
