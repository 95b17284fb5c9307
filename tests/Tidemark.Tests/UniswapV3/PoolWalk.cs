using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>A seeded random walk of calls on a pool and on the reference, compared after each.</summary>
internal sealed class PoolWalk
{
    private static readonly Address[] Owners =
        [.. new[] { "01", "02", "a3" }.Select(last => Address.Parse("0x00000000000000000000000000000000000000" + last))];

    private readonly UniswapV3Parameters _parameters;
    private readonly bool _isPancake;
    private readonly ReferencePool _reference;
    private readonly Draw _draw;
    private readonly int _home;
    private UniswapV3Pool _pool;
    private string _last = "";

    public PoolWalk(int feePips, int spacing, bool isPancake, int home, int seed)
    {
        _parameters = new UniswapV3Parameters(feePips, spacing, isPancake ? ProtocolFeeRule.PancakeTenThousandths : ProtocolFeeRule.UniswapDenominator);
        _isPancake = isPancake;
        _reference = new ReferencePool(feePips, spacing, isPancake);
        _pool = new UniswapV3Pool(_parameters);
        _draw = new Draw(seed);
        _home = home;
    }

    public int TicksCrossed { get; private set; }

    public Dictionary<UniswapV3Revert, int> Answers { get; } = [];

    public void Run(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            if (i == 3)
            {
                BigInteger price = ReferenceTickMath.PriceAt(_home) + _draw.Below(2);
                Same(_reference.Try(() => _reference.Initialize(price)), _pool.Initialize(UInt256.FromBigInteger(price)));
            }
            string before = i % 8 == 0 ? PoolText.Of(_pool) : "";
            UniswapV3Revert answer = Call();
            Answers[answer] = Answers.GetValueOrDefault(answer) + 1;
            string expected = $"{_reference.Price} {_reference.Tick} {_reference.Liquidity} {_reference.Growth0} {_reference.Growth1} {_reference.Protocol0} {_reference.Protocol1} {_reference.Ticks.Count}";
            string actual = $"{_pool.SqrtPriceX96} {_pool.Tick} {_pool.Liquidity} {_pool.FeeGrowthGlobal0X128} {_pool.FeeGrowthGlobal1X128} {_pool.ProtocolFees0} {_pool.ProtocolFees1} {_pool.InitializedTickCount}";
            Assert.True(expected == actual, $"call {i}, {_last}:\n{expected} expected, was\n{actual}");
            if (i % 8 == 0)
            {
                string after = PoolText.Of(_pool);
                string wanted = PoolText.Of(_reference, _isPancake);
                Assert.True(wanted == after, $"call {i}, {_last}:\n{before}expected\n{wanted}was\n{after}");
                Assert.True(answer == UniswapV3Revert.None || before == after, $"call {i}, {_last}: {answer}, and yet the pool changed.");
                CheckInside();
            }
            if (i % 37 == 0)
            {
                Resume();
            }
        }
        Assert.Equal(PoolText.Of(_reference, _isPancake), PoolText.Of(_pool));
    }

    // Goes on with a restored or a copied pool, and sees that the one left behind is not touched by it.
    private void Resume()
    {
        string text = PoolText.Of(_pool);
        UniswapV3Pool old = _pool;
        _pool = _draw.OneIn(2) ? UniswapV3Pool.Restore(_parameters, _pool.Snapshot()) : _pool.Copy();
        Assert.Equal(text, PoolText.Of(_pool));
        for (int i = 0; i < 4; i++)
        {
            Call();
        }
        Assert.Equal(text, PoolText.Of(old));
        Assert.Equal(PoolText.Of(_reference, _isPancake), PoolText.Of(_pool));
    }

    private void CheckInside()
    {
        (int lower, int upper) = Range();
        if (lower < upper && lower >= ReferenceTickMath.MinTick && upper <= ReferenceTickMath.MaxTick)
        {
            (UInt256 token0, UInt256 token1) = _pool.FeeGrowthInside(lower, upper);
            Assert.Equal(_reference.GrowthInside(lower, upper), (token0.ToBigInteger(), token1.ToBigInteger()));
        }
    }

    private UniswapV3Revert Call() => _draw.Below(24) switch
    {
        < 6 => Mint(),
        < 9 => Burn(),
        < 10 => Collect(),
        < 11 => Unlisted(),
        < 12 => Flash(),
        < 13 => Protocol(),
        _ => Swap(),
    };

    private UniswapV3Revert Mint()
    {
        PositionKey key = Key();
        BigInteger liquidity = _draw.Below(10) switch
        {
            0 => _draw.UpTo(128),
            1 => _draw.Below(3),
            _ => BigInteger.One << _draw.Between(40, 80) | _draw.Bits(60),
        };
        BigInteger? paid = _draw.OneIn(10) ? _draw.UpTo(100) : null;
        (BigInteger, BigInteger)? payment = paid is { } value ? (value, _draw.UpTo(100)) : null;
        _last = $"mint {key} {liquidity} {payment}";
        (BigInteger Amount0, BigInteger Amount1) expected = default;
        UniswapV3Revert revert = _reference.Try(() => expected = _reference.Mint(key, liquidity, payment));
        Payment due = payment is { } fixedAmounts ? Payment.Of(UInt256.FromBigInteger(fixedAmounts.Item1), UInt256.FromBigInteger(fixedAmounts.Item2)) : default;
        Same(revert, _pool.Mint(key.Owner, key.TickLower, key.TickUpper, (UInt128)liquidity, out UInt256 amount0, out UInt256 amount1, due));
        Same(expected, (amount0.ToBigInteger(), amount1.ToBigInteger()));
        return revert;
    }

    private UniswapV3Revert Burn()
    {
        PositionKey key = Key();
        BigInteger held = _reference.Positions.GetValueOrDefault(key)?.Liquidity ?? 0;
        BigInteger liquidity = _draw.Below(6) switch
        {
            0 => 0,
            1 => held + _draw.Below(2),
            2 => _draw.UpTo(128),
            3 => held,
            _ => _draw.Below(held + 1),
        };
        _last = $"burn {key} {liquidity}";
        (BigInteger Amount0, BigInteger Amount1) expected = default;
        UniswapV3Revert revert = _reference.Try(() => expected = _reference.Burn(key, liquidity));
        Same(revert, _pool.Burn(key.Owner, key.TickLower, key.TickUpper, (UInt128)liquidity, out UInt256 amount0, out UInt256 amount1));
        Same(expected, (amount0.ToBigInteger(), amount1.ToBigInteger()));
        return revert;
    }

    private UniswapV3Revert Collect()
    {
        PositionKey key = Key();
        (BigInteger requested0, BigInteger requested1) = _draw.OneIn(2) ? (ReferenceMath.MaxUInt128, ReferenceMath.MaxUInt128) : (_draw.UpTo(100), _draw.UpTo(100));
        _last = $"collect {key} {requested0} {requested1}";
        (BigInteger Amount0, BigInteger Amount1) expected = default;
        UniswapV3Revert revert = _reference.Try(() => expected = _reference.Collect(key, requested0, requested1));
        Same(revert, _pool.Collect(key, (UInt128)requested0, (UInt128)requested1, out UInt128 amount0, out UInt128 amount1));
        Same(expected, ((BigInteger)amount0, (BigInteger)amount1));
        return revert;
    }

    private UniswapV3Revert Unlisted()
    {
        (int lower, int upper) = Range();
        PositionKey key = new(PoolText.Unlisted, lower, upper);
        BigInteger held = _reference.Positions.GetValueOrDefault(key)?.Liquidity ?? 0;
        BigInteger delta = held.IsZero ? BigInteger.One << _draw.Between(20, 90) : -_draw.Below(held) - 1;
        _last = $"unlisted {key} {delta}";
        (BigInteger Amount0, BigInteger Amount1) expected = default;
        UniswapV3Revert revert = _reference.Try(() => expected = delta < 0 ? _reference.Burn(key, -delta) : _reference.Mint(key, delta, null));
        Same(revert, _pool.ModifyUnlisted(lower, upper, (Int128)delta, out UInt256 amount0, out UInt256 amount1));
        Same(expected, (amount0.ToBigInteger(), amount1.ToBigInteger()));
        return revert;
    }

    private UniswapV3Revert Flash()
    {
        (BigInteger amount0, BigInteger amount1) = (_draw.UpTo(90), _draw.UpTo(90));
        BigInteger paid0 = _draw.OneIn(6) ? _draw.UpTo(70) : (amount0 * _parameters.FeePips / 1_000_000) + _draw.Between(-1, 3);
        BigInteger paid1 = _draw.OneIn(6) ? _draw.UpTo(70) : (amount1 * _parameters.FeePips / 1_000_000) + _draw.Between(-1, 3);
        _last = $"flash {amount0} {amount1} {paid0} {paid1}";
        UniswapV3Revert revert = _reference.Try(() => _reference.Flash(amount0, amount1, paid0, paid1));
        Same(revert, _pool.Flash(UInt256.FromBigInteger(amount0), UInt256.FromBigInteger(amount1), Signed(paid0), Signed(paid1)));
        return revert;
    }

    private UniswapV3Revert Protocol()
    {
        if (_draw.OneIn(2))
        {
            (uint share0, uint share1) = _isPancake ? (900u + (uint)_draw.Below(3300), (uint)_draw.Below(2) * 2500) : ((uint)_draw.Below(12), (uint)_draw.Below(9));
            _last = $"set protocol {share0} {share1}";
            UniswapV3Revert refused = _reference.Try(() => _reference.SetFeeProtocol(share0, share1));
            Same(refused, _pool.SetFeeProtocol(share0, share1));
            return refused;
        }
        (BigInteger requested0, BigInteger requested1) = (_draw.UpTo(128), _draw.UpTo(100));
        _last = $"collect protocol {requested0} {requested1}";
        (BigInteger Amount0, BigInteger Amount1) expected = default;
        UniswapV3Revert revert = _reference.Try(() => expected = _reference.CollectProtocol(requested0, requested1));
        Same(revert, _pool.CollectProtocol((UInt128)requested0, (UInt128)requested1, out UInt128 amount0, out UInt128 amount1));
        Same(expected, ((BigInteger)amount0, (BigInteger)amount1));
        return revert;
    }

    private UniswapV3Revert Swap()
    {
        bool zeroForOne = Math.Abs(_pool.Tick - _home) > 400 * _parameters.TickSpacing ? _pool.Tick > _home : _draw.OneIn(2);
        BigInteger specified = _draw.Below(12) switch
        {
            0 => _draw.UpTo(255),
            1 => _draw.Below(4),
            _ => _draw.UpTo(70),
        };
        specified = _draw.OneIn(3) ? -specified : specified;
        BigInteger limit = Limit(zeroForOne);
        BigInteger? paid = _draw.OneIn(12) ? _draw.UpTo(60) : null;
        _last = $"swap {zeroForOne} {specified} {limit} {paid}";
        if (_draw.OneIn(8))
        {
            QuoteOnly(!zeroForOne, specified);
        }
        ReferenceSwap? expected = null;
        UniswapV3Revert revert = _reference.Try(() => expected = _reference.Swap(zeroForOne, specified, limit, paid));
        SwapOutcome outcome;
        if (paid is null && _draw.OneIn(3))
        {
            Same(revert, _pool.QuoteSwap(zeroForOne, Signed(specified), UInt256.FromBigInteger(limit), out outcome));
            if (revert == UniswapV3Revert.None)
            {
                _pool.Commit(outcome);
            }
        }
        else
        {
            UInt256 token = UInt256.FromBigInteger(paid ?? 0);
            Same(revert, _pool.Swap(zeroForOne, Signed(specified), UInt256.FromBigInteger(limit), out outcome, paid is null ? default : Payment.Of(token, token)));
        }
        ReferenceSwap actual = new(
            outcome.Amount0.ToBigInteger(), outcome.Amount1.ToBigInteger(), outcome.SqrtPriceX96.ToBigInteger(), outcome.Tick, outcome.Liquidity, outcome.FeeAmount.ToBigInteger(), outcome.TicksCrossed);
        Same(revert == UniswapV3Revert.None ? expected : new ReferenceSwap(0, 0, 0, 0, 0, 0, 0), actual);
        TicksCrossed += outcome.TicksCrossed;
        return revert;
    }

    private void QuoteOnly(bool zeroForOne, BigInteger specified)
    {
        string before = PoolText.Of(_pool);
        UInt256 limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
        _pool.QuoteSwap(zeroForOne, Signed(specified), limit, out _);
        Assert.Equal(before, PoolText.Of(_pool));
    }

    private BigInteger Limit(bool zeroForOne)
    {
        int tick = _pool.Tick + ((zeroForOne ? -1 : 1) * _draw.Between(0, 600) * _parameters.TickSpacing / 4);
        tick = _draw.Below(4) switch
        {
            0 when _pool.InitializedTickCount > 0 => _reference.Ticks.Keys.ElementAt(_draw.Below(_reference.Ticks.Count)),
            1 => tick / _parameters.TickSpacing * _parameters.TickSpacing,
            _ => tick,
        };
        return _draw.Below(60) switch
        {
            0 => zeroForOne ? ReferenceTickMath.MinPrice + 1 : ReferenceTickMath.MaxPrice - 1,
            1 => _draw.UpTo(170),
            _ => ReferenceTickMath.PriceAt(Math.Clamp(tick, ReferenceTickMath.MinTick, ReferenceTickMath.MaxTick)) + (_draw.OneIn(2) ? 0 : _draw.Between(-1, 1)),
        };
    }

    private PositionKey Key()
    {
        PositionKey[] listed = [.. _reference.Positions.Keys.Where(key => key.Owner != PoolText.Unlisted)];
        if (listed.Length > 0 && !_draw.OneIn(3))
        {
            return listed[_draw.Below(listed.Length)];
        }
        (int lower, int upper) = Range();
        return new PositionKey(Owners[_draw.Below(Owners.Length)], lower, upper);
    }

    private (int Lower, int Upper) Range()
    {
        int spacing = _parameters.TickSpacing;
        int middle = _home / spacing;
        int lower = (middle + _draw.Between(-12, 8) * (_draw.OneIn(2) ? 1 : 25)) * spacing;
        int upper = lower + (_draw.Between(1, 12) * (_draw.OneIn(2) ? 1 : 25) * spacing);
        (lower, upper) = (Usable(lower), Usable(upper));
        if (_draw.OneIn(4))
        {
            // The usable tick at the price, often the current tick itself: there every comparison with the current tick turns.
            int at = (int)Math.Floor((decimal)_pool.Tick / spacing) * spacing;
            (lower, upper) = _draw.OneIn(2) ? (at, Usable(at + (spacing * _draw.Between(1, 20)))) : (Usable(at - (spacing * _draw.Between(1, 20))), at);
        }
        return _draw.Below(40) switch
        {
            0 => (upper, lower),
            1 => (lower - 1, upper),
            2 => (lower, upper + (spacing / 2)),
            3 => (ReferenceTickMath.MinTick / spacing * spacing, ReferenceTickMath.MaxTick / spacing * spacing),
            4 => (int.MinValue, upper),
            5 => (lower, int.MaxValue),
            6 => (ReferenceTickMath.MinTick / spacing * spacing, upper),
            _ => (lower, upper),
        };
    }

    private int Usable(int tick) =>
        Math.Clamp(tick, ReferenceTickMath.MinTick / _parameters.TickSpacing * _parameters.TickSpacing, ReferenceTickMath.MaxTick / _parameters.TickSpacing * _parameters.TickSpacing);

    private static Int256 Signed(BigInteger value) => Int256.Parse(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private void Same<T>(T expected, T actual) => Assert.True(Equals(expected, actual), $"{_last}: {expected} expected, was {actual}");
}
