using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Perpetuals;

namespace Tidemark.Tests.Analytics.Legs.Perpetuals;

public sealed class PerpetualTests
{
    /// <summary>The first tiers of a large contract, in the margin token.</summary>
    private static readonly MaintenanceTiers Tiers = new(new(0, 0.004), new(50_000, 0.005), new(250_000, 0.01), new(1_000_000, 0.025), new(10_000_000, 0.05));

    [Theory]
    [InlineData("perp.static.rho=0.5")]
    [InlineData("perp.static.rho=0.8")]
    [InlineData("perp.static.rho=1.2")]
    [InlineData("perp.static.rho=1.5")]
    public void Profit_StaticHedgeVectors_Agree(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double entry = Get(vector.Inputs, "P0");
        double price = entry * Get(vector.Inputs, "rho");
        double profit = new Perpetual(PerpetualKind.Linear, -Get(vector.Inputs, "short"), entry).Profit(price);
        Close.Relative(Get(vector.Expected, "short_pnl"), profit, 1e-12);
        ConstantProductCurve pool = ConstantProductCurve.FromValue(entry, Get(vector.Inputs, "V0"));
        Close.Relative(Get(vector.Expected, "total"), pool.Value(price) - pool.Value(entry) + profit, 1e-11);
    }

    [Fact]
    public void Profit_ReopenedEachStep_IsTheDynamicHedgeVector()
    {
        Vectors.Vector vector = Vectors.Named("perp.dynamic_path");
        double[] path = [.. vector.Inputs.GetProperty("path").EnumerateArray().Select(price => price.GetDouble())];
        ConstantProductCurve pool = ConstantProductCurve.FromValue(path[0], Get(vector.Inputs, "V0"));
        double hedged = 0;
        for (int i = 1; i < path.Length; i++)
        {
            hedged += pool.Value(path[i]) - pool.Value(path[i - 1]) + new Perpetual(PerpetualKind.Linear, -pool.Delta(path[i - 1]), path[i - 1]).Profit(path[i]);
        }
        Close.Relative(Get(vector.Expected, "hedged_pnl"), hedged, 1e-10);
    }

    [Fact]
    public void LiquidationPrice_Vectors_Agree()
    {
        Vectors.Vector vector = Vectors.Named("perp.liq");
        double entry = Get(vector.Inputs, "entry");
        double size = Get(vector.Inputs, "size");
        MaintenanceTiers flat = MaintenanceTiers.Flat(Get(vector.Inputs, "mmr"));
        Perpetual sold = new(PerpetualKind.Linear, -size, entry);
        Perpetual bought = new(PerpetualKind.Linear, size, entry);
        double margin = sold.InitialMargin(Get(vector.Inputs, "leverage"));
        Close.Relative(Get(vector.Expected, "short"), sold.LiquidationPrice(margin, flat)!.Value, 1e-12);
        Close.Relative(Get(vector.Expected, "long"), bought.LiquidationPrice(margin, flat)!.Value, 1e-12);
        Vectors.Vector atLiquidation = Vectors.Named("perp.lp_at_liq");
        Close.Relative(-Get(atLiquidation.Expected, "short_loss"), sold.Profit(Get(atLiquidation.Inputs, "P_liq")), 1e-12);

        Vectors.Vector tiered = Vectors.Named("perp.liq_with_cum");
        Perpetual large = new(PerpetualKind.Linear, -Get(tiered.Inputs, "size"), Get(tiered.Inputs, "entry"));
        MaintenanceTiers published = new(new(0, 0.004), new(50_000, 0.005), new(250_000, 0.01), new(1_000_000, 0.025));
        Close.Relative(tiered.Expected.GetDouble(), large.LiquidationPrice(Get(tiered.Inputs, "WB"), published)!.Value, 1e-12);
    }

    [Fact]
    public void Funding_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("perp.funding");
        double year = Get(vector.Inputs, "rate_8h") * 3 * Get(vector.Inputs, "days");
        double notional = Get(vector.Inputs, "short_notional");
        Close.Relative(vector.Expected.GetDouble(), new Perpetual(PerpetualKind.Linear, -notional / 2000, 1500).Funding(2000, year), 1e-12);
        Close.Relative(-vector.Expected.GetDouble(), new Perpetual(PerpetualKind.Linear, notional / 2000, 1500).Funding(2000, year), 1e-12);
        Close.Relative(0.5 * year, new Perpetual(PerpetualKind.Inverse, -1000, 1500).Funding(2000, year), 1e-12);
    }

    [Fact]
    public void Margin_PublishedCumulativeAmount_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("perp.cum");
        Close.Relative(vector.Expected.GetDouble(), (300_000 * 0.01) - Tiers.Margin(300_000), 1e-12);
        Close.Relative(Get(vector.Inputs, "cum_prev"), (100_000 * 0.005) - Tiers.Margin(100_000), 1e-12);
        // Each part of a position at the rate of its own tier.
        Close.Relative((50_000 * 0.004) + (200_000 * 0.005) + (50_000 * 0.01), Tiers.Margin(300_000), 1e-12);
        foreach (MaintenanceTier tier in Tiers.Tiers[1..])
        {
            Close.Relative(Tiers.Margin(Math.BitDecrement(tier.FloorNotional)), Tiers.Margin(tier.FloorNotional), 1e-12);
        }
    }

    /// <summary>The price at which equity first falls to the maintenance margin, by walking away from the entry and halving, whatever the tier.</summary>
    [Theory]
    [InlineData(PerpetualKind.Linear, 1)]
    [InlineData(PerpetualKind.Linear, -1)]
    [InlineData(PerpetualKind.Inverse, 1)]
    [InlineData(PerpetualKind.Inverse, -1)]
    public void LiquidationPrice_AnyTier_IsWhereAWalkEnds(PerpetualKind kind, int side)
    {
        Random random = new(31);
        HashSet<int> movedTiers = [];
        for (int round = 0; round < 300; round++)
        {
            double entry = Math.Exp(random.NextDouble() * 10);
            double notional = Math.Exp(7 + (random.NextDouble() * 10));
            Perpetual position = new(kind, side * (kind == PerpetualKind.Linear ? notional / entry : notional * entry), entry);
            double margin = position.InitialMargin(1 + (random.NextDouble() * 15));
            if (margin <= Tiers.Margin(notional) * 1.01)
            {
                continue;
            }
            double? expected = Walk(position, margin, side > 0 ? -1e-3 : 1e-3);
            double? actual = position.LiquidationPrice(margin, Tiers);
            Assert.Equal(expected is null, actual is null);
            if (expected is { } price)
            {
                Close.Relative(price, actual!.Value, 1e-9, $"{kind} {side} {notional}");
                Close.Relative(margin, position.MarginToSurvive(actual.Value, Tiers), 1e-9);
                movedTiers.Add(Tier(position.Notional(price)) - Tier(notional));
            }
        }
        // Positions grow towards their liquidation where a short loses in token 1 or a long in token 0.
        Assert.Contains(0, movedTiers);
        Assert.Contains(side > 0 == (kind == PerpetualKind.Linear) ? -1 : 1, movedTiers);
    }

    [Fact]
    public void LiquidationPrice_NothingOwed_IsNone()
    {
        Assert.Null(new Perpetual(PerpetualKind.Linear, 2, 1000).LiquidationPrice(2000, Tiers));
        Assert.Null(new Perpetual(PerpetualKind.Inverse, -2000, 1000).LiquidationPrice(2, Tiers));
        Assert.NotNull(new Perpetual(PerpetualKind.Linear, -2, 1000).LiquidationPrice(2000, Tiers));
        Assert.NotNull(new Perpetual(PerpetualKind.Inverse, 2000, 1000).LiquidationPrice(2, Tiers));
    }

    [Theory]
    [InlineData(3000, 1500)]
    [InlineData(-3000, 1500)]
    [InlineData(3000, 700)]
    public void Profit_Inverse_IsPaidInToken0(double quantity, double price)
    {
        Perpetual position = new(PerpetualKind.Inverse, quantity, 1000);
        Close.Relative(quantity * ((1 / 1000.0) - (1 / price)), position.Profit(price), 1e-13);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Equal("quantity", Assert.Throws<ArgumentOutOfRangeException>(() => new Perpetual(PerpetualKind.Linear, 0, 1)).ParamName);
        Assert.Equal("quantity", Assert.Throws<ArgumentOutOfRangeException>(() => new Perpetual(PerpetualKind.Linear, double.NaN, 1)).ParamName);
        Assert.Equal("entryPrice", Assert.Throws<ArgumentOutOfRangeException>(() => new Perpetual(PerpetualKind.Linear, 1, 0)).ParamName);
        Assert.Equal("kind", Assert.Throws<ArgumentOutOfRangeException>(() => new Perpetual((PerpetualKind)7, 1, 1)).ParamName);
        Perpetual position = new(PerpetualKind.Linear, 1, 1);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => position.Profit(-1)).ParamName);
        Assert.Equal("fundingFraction", Assert.Throws<ArgumentOutOfRangeException>(() => position.Funding(1, double.NaN)).ParamName);
        Assert.Equal("leverage", Assert.Throws<ArgumentOutOfRangeException>(() => position.InitialMargin(0.5)).ParamName);
        Assert.Equal("margin", Assert.Throws<ArgumentOutOfRangeException>(() => position.LiquidationPrice(double.NaN, Tiers)).ParamName);
        Assert.Equal("tiers", Assert.Throws<ArgumentException>(() => new MaintenanceTiers()).ParamName);
        Assert.Equal("tiers", Assert.Throws<ArgumentException>(() => new MaintenanceTiers(new MaintenanceTier(1, 0.1))).ParamName);
        Assert.Equal("tiers", Assert.Throws<ArgumentException>(() => new MaintenanceTiers(new(0, 0.1), new(5, 0.05))).ParamName);
        Assert.Equal("tiers[0].RateFraction", Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceTiers.Flat(1)).ParamName);
        Assert.Equal("notional", Assert.Throws<ArgumentOutOfRangeException>(() => Tiers.Margin(-1)).ParamName);
    }

    private static double? Walk(Perpetual position, double margin, double step)
    {
        double safe = position.EntryPrice;
        for (int i = 0; i < 60_000; i++)
        {
            double next = safe * (1 + step);
            if (IsLiquidatable(next))
            {
                double bad = next;
                for (int halving = 0; halving < 60; halving++)
                {
                    double middle = (safe + bad) / 2;
                    (safe, bad) = IsLiquidatable(middle) ? (safe, middle) : (middle, bad);
                }
                return bad;
            }
            safe = next;
        }
        return null;

        bool IsLiquidatable(double price)
        {
            double size = position.Kind == PerpetualKind.Linear ? Math.Abs(position.Quantity) * price : Math.Abs(position.Quantity) / price;
            double gain = position.Kind == PerpetualKind.Linear ? position.Quantity * (price - position.EntryPrice) : position.Quantity * ((1 / position.EntryPrice) - (1 / price));
            double kept = 0;
            for (int i = 0; i < Tiers.Tiers.Length; i++)
            {
                double end = i + 1 < Tiers.Tiers.Length ? Tiers.Tiers[i + 1].FloorNotional : double.PositiveInfinity;
                kept += Math.Max(0, Math.Min(size, end) - Tiers.Tiers[i].FloorNotional) * Tiers.Tiers[i].RateFraction;
            }
            return margin + gain <= kept;
        }
    }

    private static int Tier(double notional)
    {
        int tier = 0;
        foreach (MaintenanceTier candidate in Tiers.Tiers[1..])
        {
            tier += notional >= candidate.FloorNotional ? 1 : 0;
        }
        return tier;
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
