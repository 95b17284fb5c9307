using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Tests.Analytics.Legs;

/// <summary>A leveraged position: liquidity, one loan, and a debt ratio at which it is liquidated.</summary>
internal static class Leveraged
{
    public static readonly DateTimeOffset Beginning = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly MarketState Entry = new(2000, 0);

    public static Book Of(ValueCurve curve, double debt0, double debt1, double threshold, RatePath? rate0 = null, RatePath? rate1 = null, FeeModel fees = default, LiquidationTerms? terms = null) => new(
        [
            new LiquidityLeg("liquidity", Entry, curve, fees),
            new LoanLeg("loan", Entry, new Reserves(debt0, debt1), rate0 ?? RatePath.Fixed(0), rate1 ?? RatePath.Fixed(0)),
        ],
        [new LiquidationRule("debt ratio", [new Collateral("liquidity", threshold)], ["loan"], terms ?? new WholeLiquidation(0.05))]);
}
