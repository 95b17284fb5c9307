using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

/// <summary>LVR along dense paths of a geometric Brownian motion against its integral, Milionis et al. 2022: <c>½ σ² ∫ p² |x'(p)| dt</c>, by quadrature over the path.</summary>
public sealed class DensePathTests
{
    private const double Volatility = 0.6;
    private const double Years = 30.0 / 365;
    private const int Lower = -1_200;
    private const int Upper = 900;
    private const int Finest = 16_384;
    private static readonly UInt128 Liquidity = 1_000_000_000_000_000_000;
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");

    [Fact]
    public void LossVersusRebalancing_OfARangeOnADensePath_IsItsIntegral()
    {
        double size = (double)Liquidity;
        // The gamma of a range: p² |x'(p)| is L √p / 2 inside of it and nothing outside.
        Converges(
            Recorded,
            static price => price > Math.Pow(1.0001, Lower) && price < Math.Pow(1.0001, Upper) ? Math.Sqrt(price) / 2 : 0,
            size);
    }

    [Fact]
    public void AlongPath_OfTheConstantProductOnADensePath_IsItsIntegral() =>
        Converges(static path => Lvr.AlongPath(new ConstantProductCurve(1000), path), static price => Math.Sqrt(price) / 2, 1000);

    /// <summary>Each path is measured at every sixteenth, every fourth and every step.</summary>
    private static void Converges(Func<double[], double> measure, Func<double, double> gammaOfUnit, double size)
    {
        const int Paths = 12;
        int[] strides = [16, 4, 1];
        double[] squares = new double[strides.Length];
        for (int seed = 0; seed < Paths; seed++)
        {
            double[] finest = Path(seed);
            for (int level = 0; level < strides.Length; level++)
            {
                double[] path = [.. finest.Where((_, i) => i % strides[level] == 0)];
                double found = measure(path) / size;
                double width = Years / (path.Length - 1);
                double[] rates = Array.ConvertAll(path, price => Volatility * Volatility / 2 * gammaOfUnit(price));
                double integral = 0;
                double variance = 0;
                double quadratic = 0;
                for (int i = 1; i < path.Length; i++)
                {
                    integral += (rates[i - 1] + rates[i]) / 2 * width;
                    variance += 2 * Math.Pow(rates[i - 1] * width, 2);
                    quadratic += rates[i - 1] * Math.Pow(Math.Log(path[i] / path[i - 1]) / Volatility, 2);
                }
                // A step's squared move is that of its time in the mean only, with a standard deviation of √2 times it.
                double deviation = Math.Sqrt(variance);
                Assert.InRange((found - integral) / deviation, -4, 4);
                // With the squared moves that the path really makes, what is left is of the order of a step.
                Assert.InRange(found / quadratic, 1 - (5 * Volatility * Math.Sqrt(width)), 1 + (5 * Volatility * Math.Sqrt(width)));
                squares[level] += Math.Pow((found / integral) - 1, 2) / Paths;
            }
        }
        // Four times the steps halve the error; of twelve paths it is known to about a fifth.
        for (int level = 1; level < strides.Length; level++)
        {
            Assert.InRange(Math.Sqrt(squares[level - 1] / squares[level]), 1.3, 3.2);
        }
        Assert.InRange(Math.Sqrt(squares[^1]), 0, 0.02);
    }

    private static double[] Path(int seed)
    {
        Random random = new(seed);
        double[] path = new double[Finest + 1];
        path[0] = 1;
        double step = Volatility * Math.Sqrt(Years / Finest);
        for (int i = 1; i < path.Length; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            path[i] = path[i - 1] * Math.Exp((step * normal) - (step * step / 2));
        }
        return path;
    }

    // An exact pool is traded along the path, to a thousandth of a tick, and its tape is accounted for.
    private static double Recorded(double[] path)
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, Lower, Upper, Liquidity);
        pool.Mint(Provider, -60_000, 60_000, Liquidity);
        foreach (double price in path.Skip(1))
        {
            double tick = Math.Log(price) / Math.Log(1.0001);
            UInt256 before = pool.Pool.SqrtPriceX96;
            int whole = (int)Math.Floor(tick);
            int thousandths = (int)((tick - whole) * 1000);
            if (PoolRecorder.PriceAt(whole, thousandths) != before)
            {
                pool.SwapTo(whole, thousandths);
            }
        }
        PositionRecorder recorder = new(static identity => identity.TickLower == Lower, BaseUnitPrices.At);
        _ = UniswapV3Replay.Run(pool.Tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = recorder }, null, TestContext.Current.CancellationToken);
        PositionHistory history = Assert.Single(recorder.Histories);
        return history.Moves.Sum(static move => move.LossVersusRebalancing) + history.LossVersusRebalancing;
    }
}
