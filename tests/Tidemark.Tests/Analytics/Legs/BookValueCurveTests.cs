using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Legs;

public sealed class BookValueCurveTests
{
    private const double Years = 0.1;

    private static readonly ConstantProductCurve Pool = ConstantProductCurve.FromValue(2000, 30_000);

    private static readonly Book Everything = new(
    [
        new LiquidityLeg("pool", Leveraged.Entry, Pool, new FeeModel { FeeAprFraction = 0.2, IsReinvested = true }),
        new LiquidityLeg("range", Leveraged.Entry, ConcentratedCurve.FromValue(2000, 10_000, 1600, 2500), new FeeModel { FeeAprFraction = 0.5 }),
        new LoanLeg("loan", Leveraged.Entry, new Reserves(4, 9000), RatePath.Fixed(0.03), RatePath.Fixed(0.08)),
        new PerpetualLeg("linear", Leveraged.Entry, PerpetualKind.Linear, -2, 1000, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(0.1)),
        new PerpetualLeg("inverse", Leveraged.Entry, PerpetualKind.Inverse, 3000, 1, 0.2, MaintenanceTiers.Flat(0.005)),
        new OptionLeg("put", Leveraged.Entry, OptionKind.Put, 2, 1800, 0.5, VolatilitySurface.Flat(0.8)),
        new ProtectionLeg("cover", Leveraged.Entry, new ProtectionPolicy(Pool, 2000, ProtectionSchedule.BancorV2, new ProtectionTerms(1))),
        new HoldLeg("tokens", Leveraged.Entry, new Reserves(1, 500)),
    ]);

    private static readonly BookValueCurve Curve = new(Everything, Years);

    [Theory]
    [InlineData(900)]
    [InlineData(1700)]
    [InlineData(2200)]
    [InlineData(5000)]
    public void Curve_OfEveryKindOfLeg_IsTheBookWithItsDifferences(double price)
    {
        MarketState state = new(price, Years);
        Close.Relative(Everything.Value(state), Curve.Value(price), 1e-14);
        double step = price * 1e-4;
        (double below, double above) = (Everything.Value(new MarketState(price - step, Years)), Everything.Value(new MarketState(price + step, Years)));
        Close.Absolute((above - below) / (2 * step), Curve.Delta(price), 1e-6 * 30);
        Close.Relative((above - (2 * Curve.Value(price)) + below) / (step * step), Curve.Gamma(price), 2e-4);
        Close.Relative(Curve.Value(price), Curve.Reserves(price).Value(price), 1e-12);
        Close.Relative(Curve.Delta(price), Curve.Reserves(price).Amount0, 1e-14);
    }

    [Theory]
    [InlineData(2000, 900)]
    [InlineData(2000, 3000)]
    [InlineData(1700, 1900)]
    public void ValueOverHold_OfEveryKindOfLeg_IsWhatTheTangentLeaves(double entryPrice, double price)
    {
        double held = Curve.Value(entryPrice) + (Curve.Delta(entryPrice) * (price - entryPrice));
        Close.Relative(Curve.Value(price) - held, Curve.ValueOverHold(entryPrice, price), 1e-9);
    }

    // Constant product loses d of its value against holding where (sqrt(r) - 1)^2 = 2 d.
    [Fact]
    public void Kinks_OfAProtection_AreWhereItsDeductibleAndCapAreReached()
    {
        ProtectionPolicy policy = new(Pool, 2000, ProtectionSchedule.Immediate, new ProtectionTerms(0.9, 0.02, 0.08));
        BookValueCurve curve = new(new Book([new LiquidityLeg("pool", Leveraged.Entry, Pool), new ProtectionLeg("cover", Leveraged.Entry, policy)]), Years);
        double[] expected = [.. new[] { -0.4, -0.2, 0.2, 0.4 }.Select(static move => 2000 * (1 + move) * (1 + move))];
        Assert.Equal(expected.Length, curve.Kinks.Length);
        Assert.All(expected.Zip(curve.Kinks.ToArray()), static pair => Close.Relative(pair.First, pair.Second, 1e-12));
        foreach (double kink in expected)
        {
            double jump = curve.Delta(kink * 1.000001) - curve.Delta(kink * 0.999999);
            Assert.True(Math.Abs(jump) > 0.1, $"{kink}: {jump}");
        }
    }

    [Fact]
    public void Kinks_OfTwoRanges_AreAllOfThem()
    {
        Book book = new([.. new[] { 1500.0, 1800 }.Select(static lower => new LiquidityLeg($"from {lower}", Leveraged.Entry, ConcentratedCurve.FromValue(2000, 1, lower, 2500)))]);
        Assert.Equal([1500, 1800, 2500], new BookValueCurve(book, 0).Kinks.ToArray());
    }
}
