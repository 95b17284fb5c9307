using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Repeats a recorded world on our pool and compares everything after every step.</summary>
internal sealed class UniswapV3WorldReplay
{
    private readonly RecordedWorld _world;
    private readonly UniswapV3Pool _pool;
    private readonly Address _owner;
    private readonly Dictionary<int, JsonElement> _ticks = [];
    private readonly Dictionary<PositionKey, JsonElement> _positions = [];
    private readonly Dictionary<int, JsonElement> _words = [];
    private UInt256 _balance0;
    private UInt256 _balance1;
    private StepComparison _compare;

    public UniswapV3WorldReplay(RecordedWorld world)
    {
        _world = world;
        _owner = world.Header.Address("owner");
        _pool = new UniswapV3Pool(new UniswapV3Parameters(world.Header.Number("fee"), world.Header.Number("tickSpacing")));
        _compare = new StepComparison(world, world.Header);
    }

    /// <summary>The reasons for which our pool refused a call.</summary>
    public HashSet<UniswapV3Revert> Refusals { get; } = [];

    /// <summary>How many initialised ticks the swaps crossed.</summary>
    public int TicksCrossed { get; private set; }

    public void Run()
    {
        _compare.Equal(_world.Header, "maxLiquidityPerTick", _pool.Parameters.MaxLiquidityPerTick, "header");
        foreach (JsonElement step in _world.Steps)
        {
            _compare = new StepComparison(_world, step);
            if (IsOursToDecide(step))
            {
                Apply(step);
            }
            CompareState(step);
        }
    }

    /// <summary>Who the factory's owner is, and calls from inside a callback, are outside of our pool.</summary>
    private bool IsOursToDecide(JsonElement step)
    {
        bool isOwners = step.Text("op") is "setFeeProtocol" or "collectProtocol" && _pool.IsInitialized;
        if (isOwners && step.Address("caller") != _owner)
        {
            _compare.That(!step.Flag("ok") && step.Text("revert").Length == 0, "only the owner may call this");
            return false;
        }
        if (step.Has("reenter") && !step.Flag("ok") && step.Text("revert") == "LOK" && _pool.IsInitialized)
        {
            return false;
        }
        return true;
    }

    private void Apply(JsonElement step)
    {
        UniswapV3Revert revert = step.Text("op") switch
        {
            "initialize" => Initialize(step),
            "mint" => Mint(step),
            "burn" => Burn(step),
            "collect" => Collect(step),
            "swap" => Swap(step),
            "flash" => Flash(step),
            "setFeeProtocol" => SetFeeProtocol(step),
            "collectProtocol" => CollectProtocol(step),
            "donate" => Donate(step),
            string other => throw new InvalidDataException($"An unknown operation: {other}."),
        };
        if (revert != UniswapV3Revert.None)
        {
            Refusals.Add(revert);
            _compare.That(!step.Flag("ok"), $"the contract accepts what we refuse as {revert}");
            _compare.Equal(step, "revert", UniswapV3Reasons.Text(revert), $"refused as {revert},");
        }
        else
        {
            _compare.That(step.Flag("ok"), "we accept what the contract refuses");
        }
    }

    private UniswapV3Revert Initialize(JsonElement step)
    {
        UniswapV3Revert revert = _pool.Initialize(step.Unsigned("sqrtPriceX96"));
        if (IsAccepted(revert, step))
        {
            JsonElement log = _compare.OnlyEvent("Initialize");
            _compare.Equal(log, "sqrtPriceX96", _pool.SqrtPriceX96, "event");
            _compare.Equal(log, "tick", _pool.Tick, "event");
        }
        return revert;
    }

    private UniswapV3Revert Mint(JsonElement step)
    {
        Address owner = step.Address("owner");
        (int lower, int upper, UInt128 liquidity) = (step.Number("tickLower"), step.Number("tickUpper"), step.Unsigned128("liquidity"));
        Payment payment = Payment.InFull;
        if (step.Has("extra0") || step.Has("extra1"))
        {
            _pool.Copy().Mint(owner, lower, upper, liquidity, out UInt256 due0, out UInt256 due1);
            payment = Payment.Of(Paid(due0, step.SignedOrZero("extra0")), Paid(due1, step.SignedOrZero("extra1")));
        }
        UniswapV3Revert revert = _pool.Mint(owner, lower, upper, liquidity, out UInt256 amount0, out UInt256 amount1, payment);
        if (IsAccepted(revert, step))
        {
            CompareLiquidityEvent("Mint", step, owner, amount0, amount1);
            _compare.Equal(_compare.OnlyEvent("Mint"), "sender", step.Address("caller"), "event");
            _balance0 += payment.IsFixed ? payment.Amount0 : amount0;
            _balance1 += payment.IsFixed ? payment.Amount1 : amount1;
        }
        return revert;
    }

    private UniswapV3Revert Burn(JsonElement step)
    {
        Address owner = step.Address("caller");
        UniswapV3Revert revert = _pool.Burn(
            owner, step.Number("tickLower"), step.Number("tickUpper"), step.Unsigned128("liquidity"), out UInt256 amount0, out UInt256 amount1);
        if (IsAccepted(revert, step))
        {
            CompareLiquidityEvent("Burn", step, owner, amount0, amount1);
        }
        return revert;
    }

    private void CompareLiquidityEvent(string name, JsonElement step, Address owner, in UInt256 amount0, in UInt256 amount1)
    {
        CompareReturns(step, amount0, amount1);
        JsonElement log = _compare.OnlyEvent(name);
        _compare.Equal(log, "owner", owner, "event");
        _compare.Equal(log, "tickLower", step.Number("tickLower"), "event");
        _compare.Equal(log, "tickUpper", step.Number("tickUpper"), "event");
        _compare.Equal(log, "amount", step.Unsigned128("liquidity"), "event");
        _compare.Equal(log, "amount0", amount0, "event");
        _compare.Equal(log, "amount1", amount1, "event");
    }

    private UniswapV3Revert Collect(JsonElement step)
    {
        PositionKey key = new(step.Address("caller"), step.Number("tickLower"), step.Number("tickUpper"));
        UniswapV3Revert revert = _pool.Collect(key, step.Unsigned128("amount0"), step.Unsigned128("amount1"), out UInt128 amount0, out UInt128 amount1);
        if (IsAccepted(revert, step))
        {
            CompareReturns(step, amount0, amount1);
            ComparePaidOut("Collect", step, amount0, amount1);
            _compare.Equal(_compare.OnlyEvent("Collect"), "owner", key.Owner, "event");
        }
        return revert;
    }

    private UniswapV3Revert CollectProtocol(JsonElement step)
    {
        UniswapV3Revert revert = _pool.CollectProtocol(step.Unsigned128("amount0"), step.Unsigned128("amount1"), out UInt128 amount0, out UInt128 amount1);
        if (IsAccepted(revert, step))
        {
            CompareReturns(step, amount0, amount1);
            ComparePaidOut("CollectProtocol", step, amount0, amount1);
        }
        return revert;
    }

    private void ComparePaidOut(string name, JsonElement step, UInt128 amount0, UInt128 amount1)
    {
        JsonElement log = _compare.OnlyEvent(name);
        _compare.Equal(log, "recipient", step.Address("recipient"), "event");
        _compare.Equal(log, "amount0", amount0, "event");
        _compare.Equal(log, "amount1", amount1, "event");
        _balance0 -= amount0;
        _balance1 -= amount1;
    }

    private UniswapV3Revert Swap(JsonElement step)
    {
        bool zeroForOne = step.Flag("zeroForOne");
        Int256 specified = step.Signed("amountSpecified");
        UInt256 limit = step.Unsigned("sqrtPriceLimitX96");
        _ = _pool.QuoteSwap(zeroForOne, specified, limit, out SwapOutcome quote);
        Payment payment = Payment.Of(Paid(Due(quote.Amount0), step.SignedOrZero("extra0")), Paid(Due(quote.Amount1), step.SignedOrZero("extra1")));
        UniswapV3Revert revert = _pool.Swap(zeroForOne, specified, limit, out SwapOutcome outcome, payment);
        if (IsAccepted(revert, step))
        {
            CompareReturns(step, outcome.Amount0, outcome.Amount1);
            JsonElement log = _compare.OnlyEvent("Swap");
            _compare.Equal(log, "sender", step.Address("caller"), "event");
            _compare.Equal(log, "recipient", step.Address("recipient"), "event");
            _compare.Equal(log, "amount0", outcome.Amount0, "event");
            _compare.Equal(log, "amount1", outcome.Amount1, "event");
            _compare.Equal(log, "sqrtPriceX96", outcome.SqrtPriceX96, "event");
            _compare.Equal(log, "liquidity", outcome.Liquidity, "event");
            _compare.Equal(log, "tick", outcome.Tick, "event");
            _balance0 = _balance0 + payment.Amount0 - Due(-outcome.Amount0);
            _balance1 = _balance1 + payment.Amount1 - Due(-outcome.Amount1);
            TicksCrossed += outcome.TicksCrossed;
        }
        return revert;
    }

    private UniswapV3Revert Flash(JsonElement step)
    {
        UInt256 amount0 = step.Unsigned("amount0");
        UInt256 amount1 = step.Unsigned("amount1");
        Int256 paid0 = (Int256)Paid(amount0 + _pool.FlashFee(amount0), step.SignedOrZero("extra0")) - (Int256)amount0;
        Int256 paid1 = (Int256)Paid(amount1 + _pool.FlashFee(amount1), step.SignedOrZero("extra1")) - (Int256)amount1;
        UniswapV3Revert revert = _pool.Flash(amount0, amount1, paid0, paid1, (_balance0, _balance1));
        if (IsAccepted(revert, step))
        {
            JsonElement log = _compare.OnlyEvent("Flash");
            _compare.Equal(log, "sender", step.Address("caller"), "event");
            _compare.Equal(log, "recipient", step.Address("recipient"), "event");
            _compare.Equal(log, "amount0", amount0, "event");
            _compare.Equal(log, "amount1", amount1, "event");
            _compare.Equal(log, "paid0", paid0, "event");
            _compare.Equal(log, "paid1", paid1, "event");
            _balance0 += (UInt256)paid0;
            _balance1 += (UInt256)paid1;
        }
        return revert;
    }

    private UniswapV3Revert SetFeeProtocol(JsonElement step)
    {
        (uint old0, uint old1) = (_pool.FeeProtocol % 16, _pool.FeeProtocol >> 4);
        (uint new0, uint new1) = ((uint)step.Number("feeProtocol0"), (uint)step.Number("feeProtocol1"));
        UniswapV3Revert revert = _pool.SetFeeProtocol(new0, new1);
        if (IsAccepted(revert, step))
        {
            JsonElement log = _compare.OnlyEvent("SetFeeProtocol");
            _compare.Equal(log, "feeProtocol0Old", old0, "event");
            _compare.Equal(log, "feeProtocol1Old", old1, "event");
            _compare.Equal(log, "feeProtocol0New", new0, "event");
            _compare.Equal(log, "feeProtocol1New", new1, "event");
        }
        return revert;
    }

    private UniswapV3Revert Donate(JsonElement step)
    {
        UInt256 amount = step.Unsigned("amount");
        (_balance0, _balance1) = step.Number("token") == 0 ? (_balance0 + amount, _balance1) : (_balance0, _balance1 + amount);
        return UniswapV3Revert.None;
    }

    private void CompareState(JsonElement step)
    {
        JsonElement state = step.GetProperty("state");
        _compare.Equal(state, "sqrtPriceX96", _pool.SqrtPriceX96, "state");
        _compare.Equal(state, "tick", _pool.Tick, "state");
        _compare.Equal(state, "feeProtocol0", _pool.FeeProtocol % 16, "state");
        _compare.Equal(state, "feeProtocol1", _pool.FeeProtocol >> 4, "state");
        _compare.Equal(state, "unlocked", _pool.IsInitialized, "state");
        _compare.Equal(state, "liquidity", _pool.Liquidity, "state");
        _compare.Equal(state, "feeGrowthGlobal0X128", _pool.FeeGrowthGlobal0X128, "state");
        _compare.Equal(state, "feeGrowthGlobal1X128", _pool.FeeGrowthGlobal1X128, "state");
        _compare.Equal(state, "protocolFees0", _pool.ProtocolFees0, "state");
        _compare.Equal(state, "protocolFees1", _pool.ProtocolFees1, "state");
        _compare.Equal(state, "balance0", _balance0, "state");
        _compare.Equal(state, "balance1", _balance1, "state");
        CompareTicks(step);
        ComparePositions(step);
    }

    /// <summary>A record tells only what changed; what did not must not have changed with us either.</summary>
    private void CompareTicks(JsonElement step)
    {
        foreach (JsonElement tick in step.GetProperty("ticks").EnumerateArray())
        {
            _ticks[tick.Number("tick")] = tick;
        }
        foreach (JsonElement word in step.GetProperty("words").EnumerateArray())
        {
            _words[word.Number("word")] = word;
        }
        Dictionary<int, UInt256> bits = [];
        int initialized = 0;
        foreach ((int tick, JsonElement expected) in _ticks)
        {
            TickState actual = _pool.TickStateAt(tick);
            bool isInitialized = actual.LiquidityGross != UInt128.Zero;
            _compare.Equal(expected, "liquidityGross", actual.LiquidityGross, $"tick {tick}");
            _compare.Equal(expected, "liquidityNet", actual.LiquidityNet, $"tick {tick}");
            _compare.Equal(expected, "feeGrowthOutside0X128", actual.FeeGrowthOutside0X128, $"tick {tick}");
            _compare.Equal(expected, "feeGrowthOutside1X128", actual.FeeGrowthOutside1X128, $"tick {tick}");
            _compare.Equal(expected, "initialized", isInitialized, $"tick {tick}");
            if (isInitialized)
            {
                initialized++;
                int compressed = tick / _pool.Parameters.TickSpacing;
                bits[compressed >> 8] = bits.GetValueOrDefault(compressed >> 8) | (UInt256.One << (compressed & 255));
            }
        }
        _compare.That(initialized == _pool.InitializedTickCount, $"we have {_pool.InitializedTickCount} initialised ticks, the contract {initialized}");
        foreach ((int word, JsonElement expected) in _words)
        {
            _compare.Equal(expected, "bits", bits.GetValueOrDefault(word), $"bitmap word {word}");
        }
    }

    private void ComparePositions(JsonElement step)
    {
        foreach (JsonElement position in step.GetProperty("positions").EnumerateArray())
        {
            _positions[new PositionKey(position.Address("owner"), position.Number("tickLower"), position.Number("tickUpper"))] = position;
        }
        foreach ((PositionKey key, JsonElement expected) in _positions)
        {
            PositionState actual = _pool.PositionStateOf(key);
            _compare.Equal(expected, "liquidity", actual.Liquidity, $"{key}");
            _compare.Equal(expected, "feeGrowthInside0LastX128", actual.FeeGrowthInside0LastX128, $"{key}");
            _compare.Equal(expected, "feeGrowthInside1LastX128", actual.FeeGrowthInside1LastX128, $"{key}");
            _compare.Equal(expected, "tokensOwed0", actual.TokensOwed0, $"{key}");
            _compare.Equal(expected, "tokensOwed1", actual.TokensOwed1, $"{key}");
        }
    }

    private void CompareReturns<T>(JsonElement step, T amount0, T amount1)
    {
        JsonElement returns = step.GetProperty("returns");
        _compare.Equal(returns, "amount0", amount0, "returned");
        _compare.Equal(returns, "amount1", amount1, "returned");
    }

    private static bool IsAccepted(UniswapV3Revert revert, JsonElement step) => revert == UniswapV3Revert.None && step.Flag("ok");

    private static UInt256 Due(in Int256 amount) => amount.Sign > 0 ? (UInt256)amount : default;

    private static UInt256 Paid(in UInt256 due, in Int256 extra)
    {
        Int256 paid = (Int256)due + extra;
        return paid.Sign > 0 ? (UInt256)paid : default;
    }
}
