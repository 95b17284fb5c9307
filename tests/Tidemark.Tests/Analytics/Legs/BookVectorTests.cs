using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;

namespace Tidemark.Tests.Analytics.Legs;

/// <summary>Books against the check values of leverage and hedges.</summary>
public sealed class BookVectorTests
{
    [Fact]
    public void Value_LeveragedBooks_AgreeWithTheVectors()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("lev.effects.")];
        Assert.Equal(5, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double rho = vector.Inputs.GetProperty("rho").GetDouble();
            double leverage = vector.Inputs.GetProperty("leverage").GetDouble();
            MarketState state = new(2000 * rho, 0);
            ConstantProductCurve curve = ConstantProductCurve.FromValue(2000, leverage * 10_000);
            double Equity(double debt0, double debt1) => Leveraged.Of(curve, debt0, debt1, 0.99).Value(state) / 10_000;
            void Agree(string name, double found) => Close.Relative(vector.Expected.GetProperty(name).GetDouble(), found, 1e-12, $"{vector.Name}.{name}");
            Agree("equity_borrow_token1", Equity(0, (leverage - 1) * 10_000));
            Agree("equity_borrow_token0", Equity((leverage - 1) * 10_000 / 2000, 0));
            Agree("equity_delta_neutral", Equity(leverage / 2 * 10_000 / 2000, ((leverage / 2) - 1) * 10_000));
            Close.Relative(vector.Expected.GetProperty("dollar_IL_over_E0").GetDouble(), curve.ValueOverHold(2000, state.Price) / 10_000, 1e-12, vector.Name);
        }
    }

    [Fact]
    public void Value_LiquidityAndAStaticShort_AreTheImpermanentLoss()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("perp.static.")];
        Assert.Equal(4, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double rho = vector.Inputs.GetProperty("rho").GetDouble();
            Book book = Hedged(vector.Inputs.GetProperty("short").GetDouble());
            MarketState state = new(2000 * rho, 0);
            Close.Relative(vector.Expected.GetProperty("total").GetDouble(), book.Value(state) - book.Value(Leveraged.Entry), 1e-10, vector.Name);
            Close.Relative(vector.Expected.GetProperty("short_pnl").GetDouble(), book.Find("short")!.Value(state) - 100_000, 1e-10, vector.Name);
        }
    }

    [Fact]
    public void LiquidationPrice_Short_AgreesWithTheVectorAndTheLiquidityGainsLess()
    {
        Vectors.Vector vector = Vectors.Named("perp.lp_at_liq");
        JsonElement terms = Vectors.Named("perp.liq").Inputs;
        double quantity = terms.GetProperty("size").GetDouble();
        PerpetualLeg leg = new("short", Leveraged.Entry, PerpetualKind.Linear, -quantity, quantity * 2000 / terms.GetProperty("leverage").GetDouble(), 0.2, MaintenanceTiers.Flat(terms.GetProperty("mmr").GetDouble()));
        double price = leg.LiquidationPrice()!.Value;
        Close.Relative(vector.Inputs.GetProperty("P_liq").GetDouble(), price, 1e-12);
        MarketState there = new(price, 0);
        Close.Relative(leg.MaintenanceMargin(there), leg.Value(there), 1e-9);
        Close.Relative(vector.Expected.GetProperty("short_loss").GetDouble(), 1000 - leg.Value(there), 1e-12);
        Close.Relative(vector.Expected.GetProperty("lp_gain").GetDouble(), ConstantProductCurve.FromValue(2000, 10_000).Value(price) - 10_000, 1e-12);
    }

    [Fact]
    public void Value_ShortReceivesFunding_AgreesWithTheVector()
    {
        Vectors.Vector vector = Vectors.Named("perp.funding");
        double rateAnnual = vector.Inputs.GetProperty("rate_8h").GetDouble() * 3 * 365;
        PerpetualLeg leg = new("short", Leveraged.Entry, PerpetualKind.Linear, -vector.Inputs.GetProperty("short_notional").GetDouble() / 2000, 5000, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(rateAnnual));
        Close.Relative(vector.Expected.GetDouble(), leg.Value(new MarketState(2000, 1)) - 5000, 1e-12);
    }

    [Fact]
    public void Greeks_AnyBook_AreTheFiniteDifferencesOfItsValue()
    {
        Book book = new(
        [
            new LiquidityLeg("liquidity", Leveraged.Entry, ConcentratedCurve.FromValue(2000, 30_000, 1600, 2500), new FeeModel { FeeAprFraction = 0.3, IsReinvested = true, RewardAprFraction = 0.1, ManagementFeeAprFraction = 0.02 }),
            new LoanLeg("loan", Leveraged.Entry, new Reserves(5, 10_000), RatePath.Fixed(0.05), RatePath.Fixed(0.08)),
            new PerpetualLeg("short", Leveraged.Entry, PerpetualKind.Linear, -1.5, 1000, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(0.1)),
            new PerpetualLeg("inverse", Leveraged.Entry, PerpetualKind.Inverse, 4000, 0.5, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(0.1)),
            new HoldLeg("lent", Leveraged.Entry, new Reserves(2, 500), RatePath.Fixed(0.01), RatePath.Fixed(0.03)),
        ]);
        foreach (double price in new[] { 1500.0, 1900, 2400, 2700 })
        {
            MarketState state = new(price, 0.3);
            BookGreeks greeks = book.Greeks(state);
            double step = price * 1e-4;
            double up = book.Value(new MarketState(price + step, 0.3));
            double down = book.Value(new MarketState(price - step, 0.3));
            Close.Absolute((up - down) / (2 * step), greeks.Delta, 1e-6);
            Close.Absolute((up - (2 * book.Value(state)) + down) / (step * step), greeks.Gamma, 1e-6);
        }
    }

    private static Book Hedged(double size) => new(
    [
        new LiquidityLeg("liquidity", Leveraged.Entry, ConstantProductCurve.FromValue(2000, 10_000)),
        new PerpetualLeg("short", Leveraged.Entry, PerpetualKind.Linear, -size, 100_000, 0.2, MaintenanceTiers.Flat(0.005)),
    ]);
}
