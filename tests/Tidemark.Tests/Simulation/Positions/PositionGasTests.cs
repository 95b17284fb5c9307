using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Ledger;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class PositionGasTests
{
    private const double WeiPerGas = 30e9;
    private static readonly Address Provider = Address.Parse("0x00000000000000000000000000000000000000a1");

    [Fact]
    public void Of_EveryCallInItsOwnTransaction_PaysForEach()
    {
        Attribution<double> attribution = Explain(isOneTransaction: false, out int payments);
        Assert.Equal(5, payments);
        Assert.Equal(-WeiPerGas * (390_000 + 150_000 + 135_000 + 100_000 + 150_000), attribution[ProfitPart.Gas].Total, 1);
        Assert.Equal(0, attribution[ProfitPart.Gas].Unrealised);
    }

    [Fact]
    public void Of_WithdrawalAndCollectionTogether_PayTheTransactionOnce()
    {
        Attribution<double> attribution = Explain(isOneTransaction: true, out int payments);
        Assert.Equal(4, payments);
        Assert.Equal(-WeiPerGas * (390_000 + 150_000 + 135_000 + 100_000 - 21_000 + 150_000), attribution[ProfitPart.Gas].Total, 1);
    }

    [Fact]
    public void Of_Gas_LessensTheNetByItAndNothingElse()
    {
        Attribution<double> without = Explain(isOneTransaction: false, out _, weiPerGas: null);
        Attribution<double> with = Explain(isOneTransaction: false, out _);
        Assert.Equal(without.Net.Total + with[ProfitPart.Gas].Total, with.Net.Total, 1);
        Assert.Equal(without.NetOverHold + with[ProfitPart.Gas].Total, with.NetOverHold, 1);
        Assert.Equal(without[ProfitPart.Fees], with[ProfitPart.Fees]);
        Assert.Equal(without.Lvr, with.Lvr);
    }

    [Theory]
    [InlineData(PositionMoveKind.Deposit, false, true, 130_000)]
    [InlineData(PositionMoveKind.Withdrawal, false, false, 125_000)]
    [InlineData(PositionMoveKind.Opening, true, true, 0)]
    [InlineData(PositionMoveKind.TransferIn, false, true, 0)]
    public void Of_OtherMoves_UseWhatTheirsUse(PositionMoveKind kind, bool hasTicks, bool isFirst, int gas) => Assert.Equal(gas, GasUse.Of(kind, hasTicks, isFirst));

    // A position is opened, added to, emptied and collected, and opened again; token 0 is the coin.
    private static Attribution<double> Explain(bool isOneTransaction, out int payments, double? weiPerGas = WeiPerGas)
    {
        PoolRecorder pool = new(new UniswapV3Parameters(3000, 60), 0);
        pool.Mint(Provider, -600, 600, 1_000_000_000_000_000_000);
        pool.SwapTo(40);
        pool.Mint(Provider, -600, 600, 500_000_000_000_000_000);
        pool.SwapTo(-40);
        pool.Burn(Provider, -600, 600, 1_500_000_000_000_000_000);
        pool.Collect(Provider, -600, 600);
        pool.Mint(Provider, -600, 600, 500_000_000_000_000_000);
        MemoryTape tape = pool.Tape.Each(poolEvent => isOneTransaction && poolEvent.Kind == PoolEventKind.Collect
            ? poolEvent with { Position = new EventPosition(poolEvent.Position.BlockNumber - 1, 0, 1) }
            : poolEvent);
        PositionRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        _ = UniswapV3Replay.Run(tape.Open, new ReplayOptions { FeePips = 3000, TickSpacing = 60, Observer = recorder }, null, TestContext.Current.CancellationToken);
        GasPayment? gas = weiPerGas is { } wei ? new GasPayment(IsToken0: true, _ => wei) : null;
        // In base units of token 0.
        var statement = PositionStatement.Of(Assert.Single(recorder.Histories), static (_, price) => new TokenPrices(1, 1 / price), gas);
        payments = statement.Entries.Count(static entry => entry.Kind == LedgerEntryKind.Gas);
        return statement.Attribution;
    }
}
