using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Cli.Books;

namespace Tidemark.Cli.Leverage;

/// <summary>A leveraged position: own money, borrowed money, and the rule by which it is liquidated.</summary>
internal sealed record LeverageQuestion
{
    public required AmmShape Shape { get; init; }

    public required double EntryPrice { get; init; }

    public required double Price { get; init; }

    /// <summary>Own money at entry, in token 1.</summary>
    public required double Collateral { get; init; }

    /// <summary>The position's value over it.</summary>
    public required double Leverage { get; init; }

    /// <summary>The part of the debt's value at entry that is owed in token 0.</summary>
    public required double ShareOfToken0 { get; init; }

    /// <summary>The interest on token 0.</summary>
    public required RatePath Rate0 { get; init; }

    /// <summary>The interest on token 1.</summary>
    public required RatePath Rate1 { get; init; }

    /// <summary>The interest on token 0 at entry, as a fraction a year.</summary>
    public double BorrowApr0 => Rate0.RateAnnual(0);

    /// <summary>The interest on token 1 at entry, as a fraction a year.</summary>
    public double BorrowApr1 => Rate1.RateAnnual(0);

    public required FeeModel Fees { get; init; }

    /// <summary>The debt over the position's value at which it is liquidated.</summary>
    public required double Threshold { get; init; }

    public required LiquidationTerms Terms { get; init; }

    public required double Days { get; init; }

    public double? Volatility { get; init; }

    public double Drift { get; init; }

    /// <summary>The position without debt.</summary>
    public required ValueCurve Curve { get; init; }

    public MarketState Entry => new(EntryPrice, 0);

    public MarketState Now => new(Price, 0);

    public MarketState Horizon => new(Price, Days / Year.Days);

    /// <summary>The value of what is owed at entry, in token 1.</summary>
    public double Owed => (Leverage - 1) * Collateral;

    /// <summary>What is owed at entry.</summary>
    public Reserves Debt(double shareOfToken0) => new(Owed * shareOfToken0 / EntryPrice, Owed * (1 - shareOfToken0));

    public Book Book() => Book(ShareOfToken0);

    /// <summary>The book with another split of the debt.</summary>
    public Book Book(double shareOfToken0) => new(
        [
            new LiquidityLeg("liquidity", Now, Curve, Fees),
            new LoanLeg("loan", Now, Debt(shareOfToken0), Rate0, Rate1),
        ],
        [new LiquidationRule("the loan", [new Collateral("liquidity", Threshold)], ["loan"], Terms)]);
}
