using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

public sealed class ProactiveMarketMakerPoolTests
{
    private static readonly ProactiveMarketMakerPool Balanced = new(2000, 0.1, new Reserves(1000, 2_500_000));

    public static TheoryData<double> Slippages => [0, 1e-9, 1e-3, 0.1, 0.7, 1 - 1e-12, 1];

    [Fact]
    public void BuyBase_Vector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("dodo.buy_base");
        JsonElement inputs = vector.Inputs;
        double pay = inputs.GetProperty("payQuote").GetDouble();
        ProactiveMarketMakerPool pool = new(inputs.GetProperty("i").GetDouble(), inputs.GetProperty("k").GetDouble(), new Reserves(inputs.GetProperty("B0").GetDouble(), 1));

        ProactiveMarketMakerPool after = pool.BuyBase(pay, out double received);

        Near.Equal(vector.Expected.GetProperty("base_out").GetDouble(), received, 1e-14);
        Near.Equal(vector.Expected.GetProperty("avg_price").GetDouble(), pay / received, 1e-14);
        Near.Equal(vector.Expected.GetProperty("mid_after").GetDouble(), after.MidPrice, 1e-14);
        Assert.Equal(1 + pay, after.Reserves.Amount1);
    }

    [Fact]
    public void BuyBase_SlippageOneVector_IsConstantProduct()
    {
        Vectors.Vector vector = Vectors.Named("dodo.k1_is_cpmm");
        JsonElement inputs = vector.Inputs;
        ProactiveMarketMakerPool pool = new(inputs.GetProperty("i").GetDouble(), 1, new Reserves(inputs.GetProperty("B0").GetDouble(), 1));
        pool.BuyBase(inputs.GetProperty("payQuote").GetDouble(), out double received);
        Near.Equal(vector.Expected.GetProperty("base_out").GetDouble(), received, 1e-14);
        Near.Equal(vector.Expected.GetProperty("cpmm").GetDouble(), received, 1e-14);
    }

    [Fact]
    public void AtOracle_Vector_SolvesTheTargetAgain()
    {
        Vectors.Vector vector = Vectors.Named("dodo.target");
        JsonElement inputs = vector.Inputs;
        ProactiveMarketMakerPool Pool(double oraclePrice, double lastTarget) => new(
            oraclePrice,
            inputs.GetProperty("k").GetDouble(),
            new Reserves(lastTarget, 500_000),
            new Reserves(inputs.GetProperty("B").GetDouble(), 500_000 + inputs.GetProperty("quote_surplus").GetDouble()));

        double at2000 = vector.Expected.GetProperty("B0_at_2000").GetDouble();
        double at2400 = vector.Expected.GetProperty("B0_at_2400").GetDouble();
        Near.Equal(at2000, Pool(2000, 1234).Targets.Amount0, 1e-14);
        Near.Equal(at2400, Pool(2000, 1234).AtOracle(2400).Targets.Amount0, 1e-14);
        Near.Equal(at2400, Pool(2400, 950).Targets.Amount0, 1e-14);

        // The same as a story: the base provider loses what the stale oracle gave away, the quote provider nothing.
        ProactiveMarketMakerPool pool = new ProactiveMarketMakerPool(2000, 0.1, new Reserves(1000, 500_000)).BuyBase(200_000, out _).AtOracle(2400);
        Near.Equal(at2400 - 1000, pool.Targets.Amount0 - 1000, 1e-12);
        Assert.Equal(500_000, pool.Targets.Amount1);
    }

    [Theory]
    [MemberData(nameof(Slippages))]
    public void Trades_AnyPath_LandOnTheCurveAtTheMidPrice(double slippage)
    {
        ProactiveMarketMakerPool pool = new(2000, slippage, new Reserves(1000, 2_500_000));
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            ProactiveMarketMakerPool before = pool;
            bool isBuy = random.NextDouble() < pool.Reserves.Amount0 / 2000;
            double received;
            pool = isBuy
                ? pool.BuyBase(random.NextDouble() * 600_000, out received)
                : pool.SellBase(random.NextDouble() * 300, out received);
            Assert.True(received > 0);
            Assert.Equal(before.Targets, pool.Targets);
            Assert.Equal(isBuy ? before.Reserves.Amount0 - received : before.Reserves.Amount1 - received, isBuy ? pool.Reserves.Amount0 : pool.Reserves.Amount1, 1e-8);
            if (slippage > 0)
            {
                Reserves curve = pool.Curve.Reserves(pool.MidPrice);
                double tolerance = 1e-12 + (3e-16 / slippage);
                Near.Equal(curve.Amount0, pool.Reserves.Amount0, tolerance);
                Near.Equal(curve.Amount1, pool.Reserves.Amount1, tolerance);
            }
            else if (pool.Reserves.Amount0 > 0 && pool.Reserves.Amount1 > 0)
            {
                Near.Equal(before.Reserves.Value(2000), pool.Reserves.Value(2000), 1e-14);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Slippages))]
    public void BuyBase_ThenSellIt_RestoresThePool(double slippage)
    {
        foreach (double marketPrice in slippage > 0 ? [900.0, 1999, 2000, 2001, 7000] : new[] { 2000.0 })
        {
            ProactiveMarketMakerPool start = new ProactiveMarketMakerPool(2000, slippage, new Reserves(1000, 2_500_000)).AtMarket(marketPrice);
            foreach (double paid in new[] { 1e-6, 10.0, 300_000, 1_900_000 })
            {
                ProactiveMarketMakerPool end = start.BuyBase(paid, out double received).SellBase(received, out double back);
                // What is paid is known no better than to the last bit of the reserve that it joins.
                Assert.Equal(paid, back, 3e-9);
                Near.Equal(start.Reserves.Amount0, end.Reserves.Amount0, 1e-13);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Slippages))]
    public void BuyBase_AnySize_PaysTheContractsIntegral(double slippage)
    {
        foreach (double paid in slippage > 0 ? [1e-9, 1.0, 1e5, 1.9e6, 5e7] : new[] { 1e-9, 1.0, 1e5, 1.9e6 })
        {
            ProactiveMarketMakerPool after = new ProactiveMarketMakerPool(2000, slippage, new Reserves(1000, 1)).BuyBase(paid, out double received);
            BigFixed sold = received;
            BigFixed left = after.Reserves.Amount0;
            BigFixed charged = 2000 * sold * (1 - (BigFixed)slippage + ((BigFixed)slippage * 1000 / left));
            Near.Equal(paid, (double)charged, 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Slippages))]
    public void AtOracle_OneTokenShort_TargetIsWhatTheSurplusBuysBack(double slippage)
    {
        foreach (double oraclePrice in new[] { 1500.0, 2000, 2400 })
        {
            ProactiveMarketMakerPool start = new(2000, slippage, new Reserves(1000, 2_500_000));
            ProactiveMarketMakerPool baseShort = start.BuyBase(700_000, out _).AtOracle(oraclePrice);
            ProactiveMarketMakerPool back = baseShort.SellBase(baseShort.Targets.Amount0 - baseShort.Reserves.Amount0, out double quote);
            Near.Equal(700_000, quote, 1e-12);
            Near.Equal(oraclePrice, back.MidPrice, 1e-12);

            ProactiveMarketMakerPool quoteShort = start.SellBase(400, out _).AtOracle(oraclePrice);
            back = quoteShort.BuyBase(quoteShort.Targets.Amount1 - quoteShort.Reserves.Amount1, out double token);
            Near.Equal(400, token, 1e-12);
            Near.Equal(oraclePrice, back.MidPrice, 1e-12);
            Assert.Equal(1000, quoteShort.Targets.Amount0);
        }
    }

    [Fact]
    public void AtOracle_Balanced_ChangesNoClaim()
    {
        ProactiveMarketMakerPool moved = Balanced.AtOracle(3100);
        Assert.Equal(Balanced.Targets, moved.Targets);
        Assert.Equal(Balanced.Reserves, moved.Reserves);
        Assert.Equal(3100, moved.MidPrice);
    }

    [Fact]
    public void AtOracle_AfterTheMarket_ClaimsLoseWhatTheStaleOracleGaveAway()
    {
        // The market goes to 2,200 before the oracle does; then arbitrage brings the pool back to its targets at the new oracle.
        ProactiveMarketMakerPool moved = Balanced.AtMarket(2200).AtOracle(2200);
        ProactiveMarketMakerPool back = moved.SellBase(moved.Targets.Amount0 - moved.Reserves.Amount0, out _);
        Near.Equal(moved.Targets.Amount0, back.Reserves.Amount0, 1e-14);
        Near.Equal(moved.Targets.Amount1, back.Reserves.Amount1, 1e-14);
        // All of it falls on the providers of the token that was sold too cheaply, and it is more than the pool lost on the way out.
        double claimLoss = (moved.Targets.Amount0 - 1000) * 2200;
        Assert.Equal(2_500_000, moved.Targets.Amount1);
        Assert.True(claimLoss < Balanced.Curve.ValueOverHold(2000, 2200));
    }

    [Fact]
    public void SellBase_Mirrored_IsBuyBase()
    {
        ProactiveMarketMakerPool mirrored = new(1 / 2000.0, 0.1, new Reserves(2_500_000, 1000));
        ProactiveMarketMakerPool sold = Balanced.SellBase(300, out double quote);
        ProactiveMarketMakerPool bought = mirrored.BuyBase(300, out double token);
        Near.Equal(token, quote, 1e-14);
        Near.Equal(1 / bought.MidPrice, sold.MidPrice, 1e-14);
        Near.Equal(bought.Reserves.Amount0, sold.Reserves.Amount1, 1e-14);
    }

    [Fact]
    public void BuyBase_MoreThanThereIsWithoutSlippage_SellsOut()
    {
        ProactiveMarketMakerPool pool = new ProactiveMarketMakerPool(2000, 0, new Reserves(1000, 5)).BuyBase(3_000_000, out double received);
        Assert.Equal(1000, received);
        Assert.Equal(new Reserves(0, 3_000_005), pool.Reserves);
        Assert.Equal(2000, pool.MidPrice);
        Assert.Throws<InvalidOperationException>(() => pool.BuyBase(1, out _));
        Assert.Throws<InvalidOperationException>(() => new ProactiveMarketMakerPool(2000, 0.1, new Reserves(0, 5)).BuyBase(1, out _));
    }

    [Fact]
    public void ConstructorAndTrades_BadInput_Throw()
    {
        Reserves targets = new(10, 20);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerPool(0, 0.1, targets));
        Assert.Equal("slippage", Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerPool(2, 1.1, targets)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerPool(2, 0.1, new Reserves(-1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProactiveMarketMakerPool(2, 0.1, targets, new Reserves(1, double.NaN)));
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => new ProactiveMarketMakerPool(2, 0.1, default)).ParamName);
        Assert.Contains("both targets", Assert.Throws<ArgumentException>(() => new ProactiveMarketMakerPool(2, 0.1, targets, new Reserves(9, 19))).Message, StringComparison.Ordinal);
        Assert.Contains("sells out", Assert.Throws<ArgumentException>(() => new ProactiveMarketMakerPool(2, 0.1, targets, new Reserves(0, 50))).Message, StringComparison.Ordinal);
        foreach (double amount in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Balanced.BuyBase(amount, out _));
            Assert.Throws<ArgumentOutOfRangeException>(() => Balanced.SellBase(amount, out _));
            Assert.Throws<ArgumentOutOfRangeException>(() => Balanced.AtOracle(amount));
            Assert.Throws<ArgumentOutOfRangeException>(() => Balanced.AtMarket(amount));
        }
    }
}
