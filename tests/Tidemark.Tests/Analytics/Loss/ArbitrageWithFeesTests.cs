using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;

namespace Tidemark.Tests.Analytics.Loss;

public sealed class ArbitrageWithFeesTests
{
    /// <summary>5 % a day, the volatility of the published table.</summary>
    private static readonly double Volatility = 0.05 * Math.Sqrt(365);

    private static readonly ConstantProductCurve Pool = ConstantProductCurve.FromValue(2000, 10_000);

    [Fact]
    public void PoissonTradeProbability_WholeTable_Agrees()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("lvrfee.ptrade.")];
        Assert.Equal(25, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double found = ArbitrageWithFees.PoissonTradeProbability(Volatility, Get(vector.Inputs, "gamma_bp") / 10_000, Get(vector.Inputs, "dt_seconds"));
            Close.Relative(vector.Expected.GetDouble(), found, 1e-12, vector.Name);
        }
    }

    [Fact]
    public void PoissonTradeProbability_PublishedTable_AgreesToItsDigit()
    {
        Vectors.Vector vector = Vectors.Named("proof.ptrade_pct_1dp");
        double[] seconds = [600, 120, 12, 2, 0.05];
        int cells = 0;
        foreach ((JsonElement row, double blockSeconds) in vector.Expected.EnumerateArray().Zip(seconds))
        {
            foreach ((JsonElement cell, JsonElement basisPoints) in row.EnumerateArray().Zip(vector.Inputs.GetProperty("cols_bp").EnumerateArray()))
            {
                double percent = 100 * ArbitrageWithFees.PoissonTradeProbability(Volatility, basisPoints.GetDouble() / 10_000, blockSeconds);
                Assert.Equal(cell.GetDouble(), Math.Round(percent, 1));
                cells++;
            }
        }
        Assert.Equal(25, cells);
    }

    [Fact]
    public void OverPoissonBlocks_ConstantProductVectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("lvrfee.cpmm.")];
        Assert.Equal(5, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double logFee = Get(vector.Inputs, "gamma");
            double perDay = 10_000 / 365.0;
            ArbitrageRates exact = ArbitrageWithFees.OverPoissonBlocks(Pool, 2000, Volatility, logFee, 12);
            Close.Relative(Get(vector.Expected, "LVR_bp_per_day"), exact.LvrFractionAnnual * perDay, 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "ARB_bp_per_day"), exact.ArbitrageFractionAnnual * perDay, 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "arb_FEE_bp_per_day"), exact.FeesFractionAnnual * perDay, 1e-12, vector.Name);
            ArbitrageRates asymptotic = ArbitrageWithFees.OverPoissonBlocks(new OpaqueCurve(Pool), 2000, Volatility, logFee, 12);
            Close.Relative(Get(vector.Expected, "ARB_asymptotic_bp"), asymptotic.ArbitrageFractionAnnual * perDay, 1e-12, vector.Name);
            Close.Relative(asymptotic.LvrValueAnnual, asymptotic.ArbitrageValueAnnual + asymptotic.FeesValueAnnual, 1e-14, vector.Name);
            Assert.Equal(exact.TradeProbability, asymptotic.TradeProbability);
            // A share of the pool is the pool.
            ArbitrageRates share = ArbitrageWithFees.OverPoissonBlocks(new ScaledCurve(Pool, 0.5), 2000, Volatility, logFee, 12);
            Close.Relative(exact.ArbitrageValueAnnual / 2, share.ArbitrageValueAnnual, 1e-14, vector.Name);
        }
    }

    [Fact]
    public void OverEvenBlocks_Vector_Agrees()
    {
        JsonElement expected = Vectors.Named("lvrfee.constant_block").Expected;
        Close.Relative(Get(expected, "c"), ArbitrageWithFees.EvenBlocksConstant, 1e-14);
        ArbitrageRates even = ArbitrageWithFees.OverEvenBlocks(Pool, 2000, Volatility, 0.003, 12);
        Close.Relative(Get(expected, "ARB_over_LVR_const"), even.ArbitrageValueAnnual / even.LvrValueAnnual, 1e-12);
        Close.Relative(Get(expected, "ARB_over_LVR_poisson"), ArbitrageWithFees.PoissonTradeProbability(Volatility, 0.003, 12), 1e-12);
        Close.Relative(1 / (0.8239 + (Math.Sqrt(2) * 0.003 / Get(expected, "sigma_b"))), even.TradeProbability, 1e-4);
        Close.Relative(even.LvrValueAnnual, even.ArbitrageValueAnnual + even.FeesValueAnnual, 1e-14);
    }

    [Fact]
    public void Rates_NoFee_ArbitrageTakesAll()
    {
        ArbitrageRates even = ArbitrageWithFees.OverEvenBlocks(Pool, 2000, Volatility, 0, 12);
        Assert.Equal((1, even.LvrValueAnnual, 0), (even.TradeProbability, even.ArbitrageValueAnnual, even.FeesValueAnnual));
        ArbitrageRates poisson = ArbitrageWithFees.OverPoissonBlocks(Pool, 2000, Volatility, 0, 12);
        Assert.Equal((1, 0), (poisson.TradeProbability, poisson.FeesValueAnnual));
        // Twelve seconds of variance lie between two visits, no more.
        Close.Relative(poisson.LvrValueAnnual / (1 - (0.0025 * 12 / 86_400 / 8)), poisson.ArbitrageValueAnnual, 1e-12);
        Assert.Equal(0, default(ArbitrageRates).LvrFractionAnnual);
    }

    /// <summary>Expected values with 40 digits.</summary>
    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 1.00000050000033333e-6)]
    [InlineData(2, 2.00000200000266667e-6)]
    [InlineData(7, 7.00002450011433393e-6)]
    [InlineData(50, 0.0000500012500416682292)]
    [InlineData(100, 0.000100005000333358335)]
    [InlineData(500, 0.000500125041682297919)]
    [InlineData(3000, 0.00300450902029872181)]
    [InlineData(10000, 0.0100503358535014412)]
    [InlineData(30000, 0.0304592074847085459)]
    [InlineData(123457, 0.131769517067771728)]
    [InlineData(300000, 0.356674943938732379)]
    [InlineData(500000, 0.693147180559945309)]
    [InlineData(900000, 2.30258509299404568)]
    [InlineData(999999, 13.8155105579642741)]
    public void LogFee_Pips_IsTheLogarithm(int feePips, double expected) => Close.Relative(expected, ArbitrageWithFees.LogFee(feePips), 1e-15);

    /// <summary>The mispricing is walked block by block, and each trade is settled by the amounts that leave a constant product pool.</summary>
    [Theory]
    [InlineData(0.003, 12, true)]
    [InlineData(0.0005, 12, true)]
    [InlineData(0.001, 600, true)]
    [InlineData(0.003, 12, false)]
    [InlineData(0.001, 12, false)]
    [InlineData(0.0006, 12, false)]
    [InlineData(0.001, 600, false)]
    [InlineData(0.0005, 600, false)]
    [InlineData(0.0001, 600, false)]
    [InlineData(0.0005, 120, false)]
    [InlineData(0.0001, 120, false)]
    public void Rates_SimulatedBlocks_Agree(double logFee, double blockSeconds, bool isPoisson)
    {
        const int Batches = 200;
        const int BlocksInBatch = 20_000;
        Random random = new(11);
        MeanOfDraws trades = new();
        MeanOfDraws arbitrage = new();
        MeanOfDraws fees = new();
        double blocksPerYear = 365 * 86_400 / blockSeconds;
        double mispricing = 0;
        for (int batch = -1; batch < Batches; batch++)
        {
            (double Trades, double Arbitrage, double Fees) sum = default;
            for (int i = 0; i < BlocksInBatch; i++)
            {
                double seconds = isPoisson ? -blockSeconds * Math.Log(1 - random.NextDouble()) : blockSeconds;
                double z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                mispricing += 0.05 * Math.Sqrt(seconds / 86_400) * z;
                if (Math.Abs(mispricing) > logFee)
                {
                    (double gain, double fee) = Trade(mispricing, logFee);
                    sum = (sum.Trades + 1, sum.Arbitrage + gain, sum.Fees + fee);
                    mispricing = Math.CopySign(logFee, mispricing);
                }
            }
            // The first batch lets the mispricing forget where it started.
            if (batch >= 0)
            {
                trades.Add(sum.Trades / BlocksInBatch);
                arbitrage.Add(sum.Arbitrage / BlocksInBatch * blocksPerYear);
                fees.Add(sum.Fees / BlocksInBatch * blocksPerYear);
            }
        }
        ArbitrageRates expected = isPoisson
            ? ArbitrageWithFees.OverPoissonBlocks(Pool, 2000, Volatility, logFee, blockSeconds)
            : ArbitrageWithFees.OverEvenBlocks(Pool, 2000, Volatility, logFee, blockSeconds);
        string of = string.Create(CultureInfo.InvariantCulture, $"γ {logFee:R}, {blockSeconds:R} s, Poisson {isPoisson}");
        trades.AssertAgrees(expected.TradeProbability, of + " trades", 0.005);
        arbitrage.AssertAgrees(expected.ArbitrageFractionAnnual, of + " arbitrage", 0.005);
        fees.AssertAgrees(expected.FeesFractionAnnual, of + " fees", 0.005);
    }

    /// <summary>The long-run law of the mispricing itself: atoms at both bounds and a density between them, moved block by block on a fine grid until it stays.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(4.9)]
    public void EvenBlocks_LongRunLawOnAGrid_Agrees(double width)
    {
        const int Cells = 400;
        double step = 2 * width / Cells;
        double[] places = [-width, .. Enumerable.Range(0, Cells).Select(cell => -width + ((cell + 0.5) * step)), width];
        double[] law = [.. places.Select(_ => 1.0 / places.Length)];
        double trades = 0;
        double overshoot = 0;
        for (int block = 0; block < 400; block++)
        {
            double[] next = new double[places.Length];
            trades = 0;
            overshoot = 0;
            for (int from = 0; from < places.Length; from++)
            {
                for (int cell = 1; cell <= Cells; cell++)
                {
                    next[cell] += law[from] * step * Density(places[cell] - places[from]);
                }
                (double above, double below) = (width - places[from], width + places[from]);
                next[^1] += law[from] * Tail(above);
                next[0] += law[from] * Tail(below);
                trades += law[from] * (Tail(above) + Tail(below));
                overshoot += law[from] * (Density(above) - (above * Tail(above)) + Density(below) - (below * Tail(below)));
            }
            law = [.. next.Select(mass => mass / next.Sum())];
        }
        // 12 seconds, and the fee that makes the band so wide.
        double logFee = width * Volatility * Math.Sqrt(12 / (365 * 86_400.0));
        ArbitrageRates even = ArbitrageWithFees.OverEvenBlocks(Pool, 2000, Volatility, logFee, 12);
        Close.Relative(trades, even.TradeProbability, 1e-4);
        // The overshoots and the bound make up the variance of a block: half of it is what arbitrage takes and pays.
        Close.Relative(2 * width * overshoot, even.FeesValueAnnual / even.LvrValueAnnual, 1e-4);

        static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

        static double Tail(double z) => MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;
    }

    /// <summary>Where computing ends and the limit of wide bands begins, and in the table's row of 50 milliseconds.</summary>
    [Fact]
    public void EvenTradeProbability_WideBand_IsTheKnownLimit()
    {
        double deviation = Volatility * Math.Sqrt(12 / (365 * 86_400.0));
        foreach (double width in new[] { 4.5, 4.999999, 5.000001 })
        {
            ArbitrageRates even = ArbitrageWithFees.OverEvenBlocks(Pool, 2000, Volatility, width * deviation, 12);
            Close.Relative(1 / (Math.Sqrt(2) * (width + 0.58259715793901068)), even.TradeProbability, 5e-10);
            Close.Relative(1 / (1 + (1.7164519 * width)), even.ArbitrageValueAnnual / even.LvrValueAnnual, 1e-7);
        }
        foreach (double basisPoints in new double[] { 1, 5, 10, 30, 100 })
        {
            double stationary = ArbitrageWithFees.EvenTradeProbability(Volatility, basisPoints / 10_000, 0.05);
            double moves = basisPoints / 10_000 / (0.05 * Math.Sqrt(0.05 / 86_400));
            // In fast blocks even times differ from random ones, 1 / (1 + sqrt(2) moves), by a constant in the denominator.
            Close.Relative(1 / (0.8239 + (Math.Sqrt(2) * moves)), stationary, 1e-4);
            Assert.InRange(stationary, ArbitrageWithFees.PoissonTradeProbability(Volatility, basisPoints / 10_000, 0.05), 1);
        }
    }

    [Fact]
    public void Rates_WhereTheAmountsStay_NothingIsTraded()
    {
        ConcentratedCurve range = ConcentratedCurve.FromValue(2000, 10_000, 1600, 2500);
        foreach (ArbitrageRates rates in new[] { ArbitrageWithFees.OverEvenBlocks(range, 2700, 0.8, 0.003, 12), ArbitrageWithFees.OverPoissonBlocks(range, 2700, 0.8, 0.003, 12) })
        {
            Assert.Equal(new ArbitrageRates(0, range.Value(2700), 0, 0, 0), rates);
        }
    }

    [Theory]
    [InlineData(0, 0.003, 12, "volatilityAnnual")]
    [InlineData(double.NaN, 0.003, 12, "volatilityAnnual")]
    [InlineData(1e-300, 0.003, 1e-300, "volatilityAnnual")]
    [InlineData(0.8, -0.003, 12, "logFee")]
    [InlineData(0.8, double.NaN, 12, "logFee")]
    [InlineData(0.8, 0.003, 0, "blockSeconds")]
    [InlineData(0.8, 0.003, double.PositiveInfinity, "blockSeconds")]
    public void Rates_BadNumbers_Throw(double volatility, double logFee, double blockSeconds, string name)
    {
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.PoissonTradeProbability(volatility, logFee, blockSeconds)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.EvenTradeProbability(volatility, logFee, blockSeconds)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.OverPoissonBlocks(Pool, 2000, volatility, logFee, blockSeconds)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.OverEvenBlocks(Pool, 2000, volatility, logFee, blockSeconds)).ParamName);
    }

    [Fact]
    public void Rates_BadInput_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => ArbitrageWithFees.OverPoissonBlocks(null!, 2000, 1, 0.003, 12));
        Assert.Throws<ArgumentNullException>(() => ArbitrageWithFees.OverEvenBlocks(null!, 2000, 1, 0.003, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.OverPoissonBlocks(Pool, 0, 1, 0.003, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.OverEvenBlocks(Pool, double.NaN, 1, 0.003, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.OverPoissonBlocks(Pool, 2000, 1, 5000, 12));
        // Blocks of ten years at 100 %: variance 10 > 8.
        Assert.Equal("blockSeconds", Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.OverPoissonBlocks(Pool, 2000, 1, 0.003, 10 * 365.0 * 86_400)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.LogFee(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArbitrageWithFees.LogFee(1_000_000));
    }

    /// <summary>What an arbitrageur gains and pays in fees, as fractions of the pool's value at the market price 1: the pool goes from
    /// the price exp(-mispricing) to the bound, its marginal price with the fee added.</summary>
    private static (double Gain, double Fee) Trade(double mispricing, double logFee)
    {
        double from = Math.Exp(-mispricing);
        double to = Math.Exp(-Math.CopySign(logFee, mispricing));
        double token0 = (1 / Math.Sqrt(from)) - (1 / Math.Sqrt(to));
        double token1 = Math.Sqrt(to) - Math.Sqrt(from);
        double paid = token1 * Math.Exp(Math.CopySign(logFee, mispricing));
        return ((token0 - paid) / 2, (paid - token1) / 2);
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
