using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Analytics;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class PositionStatementTests
{
    private static readonly UniswapV3Parameters Parameters = new(3000, 60);
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly Address Visitor = Address.Parse("0x00000000000000000000000000000000000000b2");

    [Fact]
    public void Of_OnePriceMove_HasTheLossAndTheFeesOfTheCurve()
    {
        PoolRecorder pool = Start();
        pool.SwapTo(400);
        PositionStatement statement = Explain(pool);
        double end = PoolPrice.Of(pool.Pool.SqrtPriceX96);
        var curve = ConcentratedCurve.FromPosition(statement.History.Liquidity, -600, 600);
        Close.Relative(curve.ValueOverHold(1, end), statement.Attribution[ProfitPart.ImpermanentLoss].Unrealised, 1e-9);
        Close.Relative(curve.ValueOverHold(1, end), -statement.Attribution.Lvr, 1e-9);
        // The input is token 1, and 0.3 % of it, fee included, is the fee.
        double paid = (double)pool.Tape.Events[^1].Amount1.Magnitude.ToBigInteger();
        double share = (double)statement.History.Liquidity / ((double)statement.History.Liquidity + 1e18);
        Close.Relative(0.003 * paid * share, statement.Attribution[ProfitPart.Fees].Total, 1e-9);
        Close.Relative(statement.Held.Amount0 * (end - 1), statement.Attribution[ProfitPart.Hold].Total, 1e-9);
        Assert.Equal(0, statement.Attribution[ProfitPart.ImpermanentLoss].Realised);
    }

    [Fact]
    public void Of_WithdrawalOfAPart_RealisesThatPartOfTheLoss()
    {
        PoolRecorder pool = Start();
        pool.SwapTo(400);
        double price = PoolPrice.Of(pool.Pool.SqrtPriceX96);
        pool.Burn(Visitor, -600, 600, 75_000_000_000_000_000);
        pool.Collect(Visitor, -600, 600);
        pool.SwapTo(-100);
        PositionStatement statement = Explain(pool);
        var whole = ConcentratedCurve.FromPosition(300_000_000_000_000_000, -600, 600);
        Profit<double> loss = statement.Attribution[ProfitPart.ImpermanentLoss];
        Close.Relative(0.25 * whole.ValueOverHold(1, price), loss.Realised, 1e-9);
        Close.Relative(0.75 * whole.ValueOverHold(1, PoolPrice.Of(pool.Pool.SqrtPriceX96)), loss.Unrealised, 1e-9);
        Assert.True(statement.Attribution[ProfitPart.Fees].Realised > 0 && statement.Attribution[ProfitPart.Fees].Unrealised > 0);
        Assert.Equal(
            [LedgerEntryKind.Deposit, LedgerEntryKind.FeeAccrued, LedgerEntryKind.Withdrawal, LedgerEntryKind.FeeCollected, LedgerEntryKind.FeeAccrued],
            statement.Entries.Select(static entry => entry.Kind));
    }

    /// <summary>The values along the way are those of the curve, and the last of them those of the whole units at the end.</summary>
    [Fact]
    public void Course_AlongThePath_IsTheCurveBesideHoldingAndEndsWithTheStatement()
    {
        PoolRecorder pool = Start();
        pool.SwapTo(400);
        pool.Burn(Visitor, -600, 600, 75_000_000_000_000_000);
        pool.Collect(Visitor, -600, 600);
        pool.SwapTo(-100);
        PositionStatement statement = Explain(pool);
        PositionMoment[] moments = [.. statement.Course(BaseUnitPrices.At)];
        Assert.All(moments, static moment => Assert.False(moment.IsEmptied));
        Assert.True(moments.Length >= 5, $"{moments.Length} moments");
        foreach (PositionMoment moment in moments)
        {
            double price = PoolPrice.Of(moment.SqrtPriceX96);
            Close.Relative(moment.CurveLiquidity * ConcentratedCurve.FromPosition(1_000_000_000, -600, 600).Value(price) / 1e9, moment.Value, 1e-9);
            Assert.Equal(moment.CurveLiquidity * ConcentratedCurve.FromPosition(1_000_000_000, -600, 600).ValueOverHold(1, price) / 1e9, moment.Value - moment.HoldValue, 1e-9 * moment.Value);
        }
        Assert.Equal([3e17, 2.25e17], moments.Select(static moment => moment.CurveLiquidity).Distinct());
        Close.Relative(moments[^1].Value, statement.Value, 1e-9);
        Close.Relative(moments[^1].HoldValue, statement.HoldValue, 1e-9);
        Assert.InRange(moments[^1].FeesValue, moments[1].FeesValue, double.MaxValue);
        Close.Relative(statement.Attribution[ProfitPart.Fees].Unrealised + statement.Attribution[ProfitPart.Fees].Realised, moments[^1].FeesValue, 1e-2);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-500)]
    [InlineData(900)]
    public void BreakEven_PricesOnBothSides_AreThoseAtWhichThePositionIsEven(int tick)
    {
        PoolRecorder pool = Start();
        pool.SwapTo(250);
        pool.SwapTo(-250);
        pool.SwapTo(200);
        pool.Burn(Visitor, -600, 600, 100_000_000_000_000_000);
        pool.Collect(Visitor, -600, 600);
        pool.SwapTo(tick);
        PositionStatement statement = Explain(pool);
        var breakEven = PositionBreakEven.Of(statement);
        double[] prices = [.. new[] { breakEven.PriceBelow, breakEven.PriceAbove }.OfType<double>()];
        Assert.NotEmpty(prices);
        foreach (double price in prices)
        {
            // The pool is moved there without a fee or a trade of others: only the valuation changes.
            var curve = ConcentratedCurve.FromPosition(statement.History.Liquidity, -600, 600);
            double fees = ((double)statement.History.UncollectedFees0.ToBigInteger() * price) + (double)statement.History.UncollectedFees1.ToBigInteger();
            double ahead = statement.Attribution[ProfitPart.ImpermanentLoss].Realised + statement.Attribution[ProfitPart.Fees].Realised
                + curve.Value(price) - (statement.Held.Amount0 * price) - statement.Held.Amount1 + fees;
            Assert.InRange(Math.Abs(ahead) / curve.Value(price), 0, 1e-9);
        }
    }

    [Fact]
    public void Of_AnotherNumeraire_IsTheSamePositionInOtherMoney()
    {
        PoolRecorder pool = Start();
        pool.SwapTo(400);
        PositionStatement inToken1 = Explain(pool);
        PositionStatement inToken0 = Explain(pool, static price => new TokenPrices(1, 1 / price));
        double end = PoolPrice.Of(pool.Pool.SqrtPriceX96);
        Close.Relative(inToken1.Attribution.EndValue, inToken0.Attribution.EndValue * end, 1e-12);
        Close.Relative(inToken1.Attribution[ProfitPart.ImpermanentLoss].Total, inToken0.Attribution[ProfitPart.ImpermanentLoss].Total * end, 1e-9);
        Assert.True(inToken0.Attribution[ProfitPart.Hold].Total < 0 && inToken1.Attribution[ProfitPart.Hold].Total > 0);
    }

    [Fact]
    public void Of_HistoryThatIsNotWhole_IsRefused()
    {
        PositionHistory history = Explain(Start()).History with { Gap = "It was there before." };
        Assert.Throws<ArgumentException>("history", () => PositionStatement.Of(history, static (_, price) => new TokenPrices(price, 1)));
        Assert.Throws<ArgumentException>("history", () => PositionStatement.Of(history with { Gap = null, Moves = [] }, static (_, price) => new TokenPrices(price, 1)));
    }

    private static PoolRecorder Start()
    {
        PoolRecorder pool = new(Parameters, 0);
        pool.Mint(Provider, -12_000, 12_000, 1_000_000_000_000_000_000);
        pool.Mint(Visitor, -600, 600, 300_000_000_000_000_000);
        return pool;
    }

    private static PositionStatement Explain(PoolRecorder pool, Func<double, TokenPrices>? prices = null)
    {
        Func<long, double, TokenPrices> pricesAt = (_, price) => prices is null ? new TokenPrices(price, 1) : prices(price);
        PositionRecorder recorder = new(static identity => identity.Owner == Visitor, pricesAt);
        MemoryTape tape = pool.Tape.Each(static poolEvent => poolEvent with { TimestampSeconds = 3600 * (long)poolEvent.Position.BlockNumber, Recorded = poolEvent.Recorded | PoolEventFields.Timestamp });
        _ = UniswapV3Replay.Run(tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = recorder }, null, TestContext.Current.CancellationToken);
        return PositionStatement.Of(Assert.Single(recorder.Histories), pricesAt);
    }
}
