using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Analytics;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

/// <summary>Against a search for changes of sign on a fine grid of prices.</summary>
public sealed class PositionBreakEvenTests
{
    private const int StepsAside = 20_000;
    private const double Farthest = 1000;
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly Address Visitor = Address.Parse("0x00000000000000000000000000000000000000b2");

    public static TheoryData<int, bool, bool> Cases => [.. from tick in (int[])[-1500, -650, -400, -30, 5, 250, 580, 620, 1400] from isRealised in (bool[])[false, true] from isToken0Steady in (bool[])[false, true] select (tick, isRealised, isToken0Steady)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_PositionOpenAtATick_IsWhereAGridChangesItsSign(int tick, bool isRealised, bool isToken0Steady)
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -12_000, 12_000, 1_000_000_000_000_000_000);
        pool.Mint(Visitor, -600, 600, 300_000_000_000_000_000);
        for (int i = 0; i < 12; i++)
        {
            pool.SwapTo(i % 2 == 0 ? 250 : -250);
        }
        if (isRealised)
        {
            pool.Burn(Visitor, -600, 600, 200_000_000_000_000_000);
            pool.Collect(Visitor, -600, 600);
        }
        pool.SwapTo(tick);
        (PositionBreakEven breakEven, Func<double, double> standing, double end) = Explain(pool, isToken0Steady);
        Require(Grid(standing, end, 1 / Farthest), breakEven.PriceBelow);
        Require(Grid(standing, end, Farthest), breakEven.PriceAbove);
    }

    [Fact]
    public void Of_Positions_HaveAllKindsOfAnswers()
    {
        // What the cases above rest on: with fees, ahead in the middle and behind on both sides.
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Visitor, -600, 600, 300_000_000_000_000_000);
        pool.SwapTo(100);
        pool.SwapTo(5);
        (PositionBreakEven ahead, _, double end) = Explain(pool, isToken0Steady: false);
        Assert.True(ahead.PriceBelow < end && ahead.PriceAbove > end);
        pool.SwapTo(590);
        (PositionBreakEven behind, _, end) = Explain(pool, isToken0Steady: false);
        Assert.True(behind.PriceBelow < end);
        Assert.Null(behind.PriceAbove);
        Assert.True(behind.Days is null);
    }

    private static void Require(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } price)
        {
            Close.Relative(price, actual!.Value, 1e-9);
        }
    }

    private static (PositionBreakEven BreakEven, Func<double, double> Standing, double End) Explain(PoolRecorder pool, bool isToken0Steady)
    {
        Func<long, double, TokenPrices> pricesAt = isToken0Steady ? static (_, price) => new TokenPrices(1, 1 / price) : static (_, price) => new TokenPrices(price, 1);
        PositionRecorder recorder = new(static identity => identity.Owner == Visitor, pricesAt);
        _ = UniswapV3Replay.Run(pool.Tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = recorder }, null, TestContext.Current.CancellationToken);
        var statement = PositionStatement.Of(Assert.Single(recorder.Histories), pricesAt);
        var curve = ConcentratedCurve.FromPosition(statement.History.Liquidity, -600, 600);
        (double fees0, double fees1) = ((double)statement.History.UncollectedFees0.ToBigInteger(), (double)statement.History.UncollectedFees1.ToBigInteger());
        // Tokens at a price, and what is realised: that keeps its worth in the steady token.
        double Open(double price) => curve.Value(price) + ((fees0 - statement.Held.Amount0) * price) + fees1 - statement.Held.Amount1;
        double end = PoolPrice.Of(pool.Pool.SqrtPriceX96);
        double realised = statement.Attribution.NetOverHold - (Open(end) * (isToken0Steady ? 1 / end : 1));
        return (PositionBreakEven.Of(statement, isToken0Steady), price => Open(price) + (realised * (isToken0Steady ? price : 1)), end);
    }

    // The first change of sign, then halves.
    private static double? Grid(Func<double, double> standing, double start, double farthest)
    {
        bool isAhead = standing(start) >= 0;
        double last = start;
        for (int step = 1; step <= StepsAside; step++)
        {
            double price = start * Math.Pow(farthest, (double)step / StepsAside);
            if (standing(price) >= 0 != isAhead)
            {
                (double near, double far) = (last, price);
                for (int i = 0; i < 60; i++)
                {
                    double middle = Math.Sqrt(near * far);
                    (near, far) = standing(middle) >= 0 == isAhead ? (middle, far) : (near, middle);
                }
                return far;
            }
            last = price;
        }
        return null;
    }
}
