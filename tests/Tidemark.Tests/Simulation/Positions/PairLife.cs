using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.UniswapV2;

namespace Tidemark.Tests.Simulation.Positions;

/// <summary>A life of the naive contract, call by call, an hour each, and what observers of its tape find.</summary>
internal sealed class PairLife(ReferencePair pair)
{
    public const long Start = 1_700_000_000;

    private readonly List<PoolEvent> _events = [];

    public ReferencePair Pair { get; } = pair;

    public IReadOnlyList<PoolEvent> Events => _events;

    /// <summary>One transaction.</summary>
    public void Call(Action<ReferencePair> call)
    {
        call(Pair);
        ulong block = _events.Count == 0 ? 1 : _events[^1].Position.BlockNumber + 1;
        for (int i = 0; i < Pair.Logs.Count; i++)
        {
            _events.Add(Pair.Logs[i] with
            {
                Position = new EventPosition(block, 0, (uint)i),
                TimestampSeconds = Start + (3600 * (long)block),
                Recorded = Pair.Logs[i].Recorded | PoolEventFields.Timestamp,
            });
        }
        Pair.Logs.Clear();
    }

    public void Mint(Address to, BigInteger amount0, BigInteger amount1) => Call(pair =>
    {
        pair.Deposit(amount0, amount1);
        pair.Mint(to);
    });

    public void Burn(Address from, BigInteger shares) => Call(pair =>
    {
        pair.Transfer(from, Holders.Pair, shares);
        pair.Burn(from);
    });

    public void Swap(bool zeroForOne, BigInteger amountIn) => Call(pair =>
    {
        BigInteger afterFee = amountIn * (pair.FeeDenominator - pair.FeeNumerator);
        (BigInteger reserveIn, BigInteger reserveOut) = zeroForOne ? (pair.Reserve0, pair.Reserve1) : (pair.Reserve1, pair.Reserve0);
        BigInteger taken = afterFee * reserveOut / ((reserveIn * pair.FeeDenominator) + afterFee);
        pair.Deposit(zeroForOne ? amountIn : 0, zeroForOne ? 0 : amountIn);
        pair.Swap(zeroForOne ? 0 : taken, zeroForOne ? taken : 0, Holders.Bob, 0, 0);
    });

    public IReadOnlyList<PositionHistory> Histories(long from = long.MinValue, long to = long.MaxValue)
    {
        HolderRecorder recorder = new(static _ => true, BaseUnitPrices.At, from, to);
        _ = Replay(_events, Pair, recorder);
        return recorder.Histories;
    }

    public PositionHistory HistoryOf(Address holder) => Histories().Single(history => history.Name == holder.ToString());

    public PositionStatement StatementOf(Address holder) => PositionStatement.Of(HistoryOf(holder), static (_, price) => new TokenPrices(price, 1));

    public PositionHistory Hypothetical(UInt256 amount0, UInt256 amount1, PositionImpact impact, bool isFirstMintKnown = true)
    {
        HypotheticalShare share = new(amount0, amount1, impact, BaseUnitPrices.At);
        _ = Replay(isFirstMintKnown ? _events : [.. _events.SkipWhile(static poolEvent => poolEvent.Position.BlockNumber <= 1)], Pair, share);
        return share.History!;
    }

    /// <summary>Replays a tape as <see cref="UniswapV2Replay"/> does.</summary>
    public static UniswapV2Replayer Replay(IReadOnlyList<PoolEvent> events, ReferencePair pair, IUniswapV2ReplayObserver observer)
    {
        UniswapV2Fee fee = UniswapV2Fee.FromPips((uint)(pair.FeeNumerator * 1_000_000 / pair.FeeDenominator));
        UniswapV2Replayer replayer = new(new UniswapV2ReplayOptions { Parameters = new UniswapV2Parameters { Pair = Holders.Pair, Token0 = Holders.Token0, Token1 = Holders.Token1, Fee0 = fee, Fee1 = fee } });
        foreach (PoolEvent poolEvent in events)
        {
            observer.BeforeEvent(poolEvent, replayer);
            replayer.Apply(poolEvent);
            observer.AfterEvent(poolEvent, replayer);
        }
        replayer.Complete();
        return replayer;
    }
}
