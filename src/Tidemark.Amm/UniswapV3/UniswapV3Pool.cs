using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>A Uniswap V3 pool as a state machine of integers: every call returns and leaves behind what the contract would.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), section 6; behaviour as the deployed v3-core 1.0.0. The oracle's observations
/// decide nothing else and are left out, and so are token balances: who sends what to a pool beside its calls is not the pool's doing.
/// A refused call returns its reason and changes nothing. Not safe for use by several threads at once.</remarks>
[SkipLocalsInit]
public sealed class UniswapV3Pool
{
    private readonly Dictionary<PositionKey, PositionState> _positions;
    private readonly TickTable _ticks;
    private readonly UInt128 _maxLiquidityPerTick;
    private readonly SwapPath _path = new();
    private int _cursor;

    /// <summary>Creates a pool that is not initialised.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fee or the spacing is out of bounds.</exception>
    public UniswapV3Pool(UniswapV3Parameters parameters)
    {
        parameters.Validate();
        Parameters = parameters;
        _maxLiquidityPerTick = parameters.MaxLiquidityPerTick;
        _positions = [];
        _ticks = new TickTable();
    }

    private UniswapV3Pool(UniswapV3Pool other)
    {
        Parameters = other.Parameters;
        _maxLiquidityPerTick = other._maxLiquidityPerTick;
        _positions = new Dictionary<PositionKey, PositionState>(other._positions);
        _ticks = other._ticks.Copy();
        _cursor = other._cursor;
        SqrtPriceX96 = other.SqrtPriceX96;
        Tick = other.Tick;
        Liquidity = other.Liquidity;
        FeeGrowthGlobal0X128 = other.FeeGrowthGlobal0X128;
        FeeGrowthGlobal1X128 = other.FeeGrowthGlobal1X128;
        FeeProtocol = other.FeeProtocol;
        ProtocolFees0 = other.ProtocolFees0;
        ProtocolFees1 = other.ProtocolFees1;
    }

    /// <summary>What is fixed for the life of the pool.</summary>
    public UniswapV3Parameters Parameters { get; }

    /// <summary>Whether the pool has a price.</summary>
    public bool IsInitialized => !SqrtPriceX96.IsZero;

    /// <summary>The square-root price in units of 2^-96; zero before the pool is initialised.</summary>
    public UInt256 SqrtPriceX96 { get; private set; }

    /// <summary>The current tick.</summary>
    public int Tick { get; private set; }

    /// <summary>The active liquidity.</summary>
    public UInt128 Liquidity { get; private set; }

    /// <summary>Fees of token 0 per unit of active liquidity since the beginning, in units of 2^-128, modulo 2^256.</summary>
    public UInt256 FeeGrowthGlobal0X128 { get; private set; }

    /// <summary>As <see cref="FeeGrowthGlobal0X128"/>, for token 1.</summary>
    public UInt256 FeeGrowthGlobal1X128 { get; private set; }

    /// <summary>The protocol's share of fees, packed as <see cref="ProtocolFeeRule"/> says.</summary>
    public uint FeeProtocol { get; private set; }

    /// <summary>The protocol's uncollected fees in token 0.</summary>
    public UInt128 ProtocolFees0 { get; private set; }

    /// <summary>The protocol's uncollected fees in token 1.</summary>
    public UInt128 ProtocolFees1 { get; private set; }

    /// <summary>How many ticks are initialised.</summary>
    public int InitializedTickCount => _ticks.Count;

    /// <summary>Creates a pool from a snapshot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fee or the spacing is out of bounds.</exception>
    /// <exception cref="ArgumentException">A tick or a position stands twice, or the ticks do not ascend.</exception>
    public static UniswapV3Pool Restore(UniswapV3Parameters parameters, UniswapV3PoolState state)
    {
        UniswapV3Pool pool = new(parameters)
        {
            SqrtPriceX96 = state.SqrtPriceX96,
            Tick = state.Tick,
            Liquidity = state.Liquidity,
            FeeGrowthGlobal0X128 = state.FeeGrowthGlobal0X128,
            FeeGrowthGlobal1X128 = state.FeeGrowthGlobal1X128,
            FeeProtocol = state.FeeProtocol,
            ProtocolFees0 = state.ProtocolFees0,
            ProtocolFees1 = state.ProtocolFees1,
        };
        foreach (TickState tick in state.Ticks)
        {
            if (pool._ticks.Count > 0 && pool._ticks.TickAt(pool._ticks.Count - 1) >= tick.Tick)
            {
                throw new ArgumentException($"The ticks do not ascend at {tick.Tick}.", nameof(state));
            }
            pool._ticks.Insert(pool._ticks.Count, new TickEntry { State = tick, SqrtPriceX96 = TickMath.GetSqrtPriceAtTick(tick.Tick) });
        }
        foreach (KeyValuePair<PositionKey, PositionState> position in state.Positions)
        {
            pool._positions.Add(position.Key, position.Value);
        }
        pool._cursor = pool._ticks.CountUpTo(pool.Tick);
        return pool;
    }

    /// <summary>The pool's whole state, sorted; <see cref="Restore"/> makes the same pool of it.</summary>
    public UniswapV3PoolState Snapshot()
    {
        List<TickState> ticks = new(_ticks.Count);
        for (int i = 0; i < _ticks.Count; i++)
        {
            ticks.Add(_ticks.EntryAt(i).State);
        }
        List<KeyValuePair<PositionKey, PositionState>> positions = [];
        foreach (KeyValuePair<PositionKey, PositionState> position in _positions)
        {
            if (position.Value != default)
            {
                positions.Add(position);
            }
        }
        positions.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        return new UniswapV3PoolState
        {
            FeePips = Parameters.FeePips,
            TickSpacing = Parameters.TickSpacing,
            SqrtPriceX96 = SqrtPriceX96,
            Tick = Tick,
            Liquidity = Liquidity,
            FeeGrowthGlobal0X128 = FeeGrowthGlobal0X128,
            FeeGrowthGlobal1X128 = FeeGrowthGlobal1X128,
            FeeProtocol = FeeProtocol,
            ProtocolFees0 = ProtocolFees0,
            ProtocolFees1 = ProtocolFees1,
            Ticks = ticks,
            Positions = positions,
        };
    }

    /// <summary>A pool of its own in the same state.</summary>
    public UniswapV3Pool Copy() => new(this);

    /// <summary>The tick's state; a tick that is not initialised has nothing.</summary>
    public TickState TickStateAt(int tick)
    {
        int index = _ticks.IndexOf(tick);
        return index >= 0 ? _ticks.EntryAt(index).State : new TickState { Tick = tick };
    }

    /// <summary>Finds the initialised tick that a swap would meet next.</summary>
    /// <param name="zeroForOne">Whether the price falls.</param>
    /// <param name="tick">The tick: the highest one up to the current tick where the price falls, the lowest one above it where it rises.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryNextInitializedTick(bool zeroForOne, out int tick)
    {
        int index = zeroForOne ? _cursor - 1 : _cursor;
        bool isFound = index >= 0 && index < _ticks.Count;
        tick = isFound ? _ticks.TickAt(index) : 0;
        return isFound;
    }

    /// <summary>The position's state; a position that never was has nothing.</summary>
    public PositionState PositionStateOf(PositionKey key) => _positions.GetValueOrDefault(key);

    /// <summary>The fee growth inside a range, token 0 and token 1, modulo 2^256; see <see cref="FeeGrowth.Inside"/>.</summary>
    public (UInt256 Token0X128, UInt256 Token1X128) FeeGrowthInside(int tickLower, int tickUpper)
    {
        TickState lower = TickStateAt(tickLower);
        TickState upper = TickStateAt(tickUpper);
        return (
            FeeGrowth.Inside(Tick, tickLower, tickUpper, FeeGrowthGlobal0X128, lower.FeeGrowthOutside0X128, upper.FeeGrowthOutside0X128),
            FeeGrowth.Inside(Tick, tickLower, tickUpper, FeeGrowthGlobal1X128, lower.FeeGrowthOutside1X128, upper.FeeGrowthOutside1X128));
    }

    /// <summary>Gives the pool its first price.</summary>
    /// <returns><see cref="UniswapV3Revert.AlreadyInitialized"/>, <see cref="UniswapV3Revert.PriceOutOfRange"/> or none.</returns>
    public UniswapV3Revert Initialize(in UInt256 sqrtPriceX96)
    {
        if (IsInitialized)
        {
            return UniswapV3Revert.AlreadyInitialized;
        }
        if (!TickMath.IsPrice(sqrtPriceX96))
        {
            return UniswapV3Revert.PriceOutOfRange;
        }
        SqrtPriceX96 = sqrtPriceX96;
        Tick = TickMath.TickAtSqrtPrice(sqrtPriceX96);
        FeeProtocol = ProtocolFee.Initial(Parameters.FeeRule, Parameters.FeePips);
        _cursor = _ticks.CountUpTo(Tick);
        _path.Forget();
        return UniswapV3Revert.None;
    }

    /// <summary>Adds liquidity to a position.</summary>
    /// <param name="owner">Whose position.</param>
    /// <param name="tickLower">The range's lower tick.</param>
    /// <param name="tickUpper">The range's upper tick.</param>
    /// <param name="liquidity">Liquidity to add, above zero and below 2^127.</param>
    /// <param name="amount0">Token 0 due, rounded up.</param>
    /// <param name="amount1">Token 1 due, rounded up.</param>
    /// <param name="payment">What the callback pays.</param>
    public UniswapV3Revert Mint(
        Address owner, int tickLower, int tickUpper, UInt128 liquidity, out UInt256 amount0, out UInt256 amount1, in Payment payment = default)
    {
        amount0 = default;
        amount1 = default;
        UniswapV3Revert revert =
            !IsInitialized ? UniswapV3Revert.Locked
            : liquidity == UInt128.Zero ? UniswapV3Revert.ZeroLiquidity
            : liquidity >> 127 != 0 ? UniswapV3Revert.LiquidityTooLarge
            : UniswapV3Revert.None;
        return revert != UniswapV3Revert.None
            ? revert
            : Modify(new PositionKey(owner, tickLower, tickUpper), isListed: true, (Int128)liquidity, payment, out amount0, out amount1);
    }

    /// <summary>Removes liquidity from a position and adds what it held, and its fees, to what the position is owed. Zero only updates the fees.</summary>
    /// <param name="owner">Whose position.</param>
    /// <param name="tickLower">The range's lower tick.</param>
    /// <param name="tickUpper">The range's upper tick.</param>
    /// <param name="liquidity">Liquidity to remove, below 2^127.</param>
    /// <param name="amount0">Token 0 removed, without fees, rounded down.</param>
    /// <param name="amount1">Token 1 removed, without fees, rounded down.</param>
    public UniswapV3Revert Burn(Address owner, int tickLower, int tickUpper, UInt128 liquidity, out UInt256 amount0, out UInt256 amount1)
    {
        amount0 = default;
        amount1 = default;
        UniswapV3Revert revert =
            !IsInitialized ? UniswapV3Revert.Locked
            : liquidity >> 127 != 0 ? UniswapV3Revert.LiquidityTooLarge
            : UniswapV3Revert.None;
        return revert != UniswapV3Revert.None
            ? revert
            : Modify(new PositionKey(owner, tickLower, tickUpper), isListed: true, -(Int128)liquidity, default, out amount0, out amount1);
    }

    /// <summary>Changes the liquidity of a range for a position that this pool's snapshot does not list: ticks and active liquidity move as in
    /// <see cref="Mint"/> and <see cref="Burn"/>, and no position is kept.</summary>
    /// <param name="tickLower">The range's lower tick.</param>
    /// <param name="tickUpper">The range's upper tick.</param>
    /// <param name="liquidityDelta">Liquidity to add, or to remove where negative.</param>
    /// <param name="amount0">Token 0 due, rounded up, or removed, rounded down.</param>
    /// <param name="amount1">Token 1, as <paramref name="amount0"/>.</param>
    public UniswapV3Revert ModifyUnlisted(int tickLower, int tickUpper, Int128 liquidityDelta, out UInt256 amount0, out UInt256 amount1)
    {
        amount0 = default;
        amount1 = default;
        return IsInitialized
            ? Modify(new PositionKey(default, tickLower, tickUpper), isListed: false, liquidityDelta, default, out amount0, out amount1)
            : UniswapV3Revert.Locked;
    }

    /// <summary>Forgets a position, and nothing else: its liquidity stays in its ticks, as that of a position that a snapshot does not list.</summary>
    public void Delist(PositionKey key) => _positions.Remove(key);

    /// <summary>Pays out what a position is owed: the smaller of that and what is asked for, token by token.</summary>
    /// <param name="key">The position.</param>
    /// <param name="requested0">Token 0 asked for.</param>
    /// <param name="requested1">Token 1 asked for.</param>
    /// <param name="amount0">Token 0 paid.</param>
    /// <param name="amount1">Token 1 paid.</param>
    public UniswapV3Revert Collect(PositionKey key, UInt128 requested0, UInt128 requested1, out UInt128 amount0, out UInt128 amount1)
    {
        amount0 = default;
        amount1 = default;
        if (!IsInitialized)
        {
            return UniswapV3Revert.Locked;
        }
        ref PositionState position = ref CollectionsMarshal.GetValueRefOrNullRef(_positions, key);
        if (Unsafe.IsNullRef(ref position))
        {
            return UniswapV3Revert.None;
        }
        amount0 = UInt128.Min(requested0, position.TokensOwed0);
        amount1 = UInt128.Min(requested1, position.TokensOwed1);
        position = position with { TokensOwed0 = position.TokensOwed0 - amount0, TokensOwed1 = position.TokensOwed1 - amount1 };
        return UniswapV3Revert.None;
    }

    /// <summary>What a swap would do; changes nothing. <see cref="Commit"/> carries it out.</summary>
    /// <param name="zeroForOne">Whether token 0 goes in, and so the price falls.</param>
    /// <param name="amountSpecified">The input with its fee where positive, the output wanted where negative.</param>
    /// <param name="sqrtPriceLimitX96">The price at which the swap stops; see <see cref="TickMath.MinSqrtPriceX96"/>: one above it, or one below the
    /// highest, for none.</param>
    /// <param name="outcome">What the swap would do.</param>
    public UniswapV3Revert QuoteSwap(bool zeroForOne, in Int256 amountSpecified, in UInt256 sqrtPriceLimitX96, out SwapOutcome outcome)
    {
        UniswapV3Revert revert = CheckSwap(zeroForOne, amountSpecified, sqrtPriceLimitX96);
        if (revert != UniswapV3Revert.None)
        {
            outcome = default;
            return revert;
        }
        return _path.Walk(this, _ticks, _cursor, zeroForOne, amountSpecified, sqrtPriceLimitX96, out outcome);
    }

    /// <summary>Carries out the swap that the last call of <see cref="QuoteSwap"/> returned.</summary>
    /// <exception cref="InvalidOperationException">The outcome is not that of the last quote, or the pool has changed since.</exception>
    public void Commit(in SwapOutcome outcome)
    {
        if (!_path.IsLast(outcome))
        {
            throw new InvalidOperationException("Only the outcome of the last quote can be carried out, and only while the pool has not changed.");
        }
        _path.Cross(_ticks, _cursor, outcome, outcome.ZeroForOne ? FeeGrowthGlobal1X128 : FeeGrowthGlobal0X128);
        _cursor = outcome.Cursor;
        SqrtPriceX96 = outcome.SqrtPriceX96;
        Tick = outcome.Tick;
        Liquidity = outcome.Liquidity;
        if (outcome.ZeroForOne)
        {
            FeeGrowthGlobal0X128 = outcome.FeeGrowthGlobalX128;
            ProtocolFees0 = unchecked(ProtocolFees0 + outcome.ProtocolFees);
        }
        else
        {
            FeeGrowthGlobal1X128 = outcome.FeeGrowthGlobalX128;
            ProtocolFees1 = unchecked(ProtocolFees1 + outcome.ProtocolFees);
        }
        _path.Forget();
    }

    /// <summary>Swaps: <see cref="QuoteSwap"/> and <see cref="Commit"/> in one.</summary>
    /// <param name="zeroForOne">Whether token 0 goes in, and so the price falls.</param>
    /// <param name="amountSpecified">The input with its fee where positive, the output wanted where negative.</param>
    /// <param name="sqrtPriceLimitX96">The price at which the swap stops.</param>
    /// <param name="outcome">What the swap did.</param>
    /// <param name="payment">What the callback pays.</param>
    public UniswapV3Revert Swap(
        bool zeroForOne, in Int256 amountSpecified, in UInt256 sqrtPriceLimitX96, out SwapOutcome outcome, in Payment payment = default)
    {
        UniswapV3Revert revert = QuoteSwap(zeroForOne, amountSpecified, sqrtPriceLimitX96, out outcome);
        if (revert != UniswapV3Revert.None)
        {
            return revert;
        }
        bool isPaid = zeroForOne ? payment.Covers0((UInt256)outcome.Amount0) : payment.Covers1((UInt256)outcome.Amount1);
        if (!isPaid)
        {
            outcome = default;
            return UniswapV3Revert.InsufficientInputAmount;
        }
        Commit(outcome);
        return UniswapV3Revert.None;
    }

    /// <summary>Sets the price and the active liquidity to what a source recorded, where they cannot be computed. Ticks, fees and positions stay.</summary>
    /// <param name="sqrtPriceX96">The square-root price.</param>
    /// <param name="tick">The tick.</param>
    /// <param name="liquidity">The active liquidity.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is none that a pool can have.</exception>
    public void Adopt(in UInt256 sqrtPriceX96, int tick, UInt128 liquidity)
    {
        if (!TickMath.IsPrice(sqrtPriceX96))
        {
            throw new ArgumentOutOfRangeException(nameof(sqrtPriceX96), sqrtPriceX96.ToString(), "No pool can have this price.");
        }
        SqrtPriceX96 = sqrtPriceX96;
        Tick = tick;
        Liquidity = liquidity;
        _cursor = _ticks.CountUpTo(tick);
        _path.Forget();
    }

    /// <summary>Lends tokens within one transaction; what comes back above the loan goes to the active liquidity, less the protocol's share.</summary>
    /// <param name="amount0">Token 0 lent.</param>
    /// <param name="amount1">Token 1 lent.</param>
    /// <param name="paid0">Token 0 that came back above the loan; negative where less than the loan came back.</param>
    /// <param name="paid1">Token 1, as <paramref name="paid0"/>.</param>
    /// <param name="balances">What the pool holds; null where unknown and taken as enough.</param>
    public UniswapV3Revert Flash(
        in UInt256 amount0, in UInt256 amount1, in Int256 paid0, in Int256 paid1, (UInt256 Token0, UInt256 Token1)? balances = null)
    {
        if (!IsInitialized)
        {
            return UniswapV3Revert.Locked;
        }
        if (Liquidity == UInt128.Zero)
        {
            return UniswapV3Revert.NoLiquidity;
        }
        if (balances is { } held && (amount0 > held.Token0 || amount1 > held.Token1))
        {
            return UniswapV3Revert.TransferFailed;
        }
        if (paid0.IsNegative || (UInt256)paid0 < FlashFee(amount0))
        {
            return UniswapV3Revert.FlashUnpaid0;
        }
        if (paid1.IsNegative || (UInt256)paid1 < FlashFee(amount1))
        {
            return UniswapV3Revert.FlashUnpaid1;
        }
        if (!TryFlashGrowth(paid0, isToken0: true, out UInt256 growth0, out UInt128 share0)
            || !TryFlashGrowth(paid1, isToken0: false, out UInt256 growth1, out UInt128 share1))
        {
            return UniswapV3Revert.ArithmeticOverflow;
        }
        FeeGrowthGlobal0X128 = UInt256.AddWrapping(FeeGrowthGlobal0X128, growth0);
        FeeGrowthGlobal1X128 = UInt256.AddWrapping(FeeGrowthGlobal1X128, growth1);
        ProtocolFees0 = unchecked(ProtocolFees0 + share0);
        ProtocolFees1 = unchecked(ProtocolFees1 + share1);
        _path.Forget();
        return UniswapV3Revert.None;
    }

    /// <summary>The least that a flash loan of an amount must pay above the loan, rounded up; never above the amount.</summary>
    public UInt256 FlashFee(in UInt256 amount) => FullMath.MulDivRoundingUp(amount, (ulong)Parameters.FeePips, SwapMath.PipsDenominator);

    /// <summary>Sets the protocol's share of the fees.</summary>
    /// <param name="share0">For token 0, in the units of <see cref="UniswapV3Parameters.FeeRule"/>; 0 is none.</param>
    /// <param name="share1">For token 1.</param>
    public UniswapV3Revert SetFeeProtocol(uint share0, uint share1)
    {
        if (!IsInitialized)
        {
            return UniswapV3Revert.Locked;
        }
        if (!ProtocolFee.IsShare(Parameters.FeeRule, share0) || !ProtocolFee.IsShare(Parameters.FeeRule, share1))
        {
            return UniswapV3Revert.FeeProtocolInvalid;
        }
        FeeProtocol = ProtocolFee.Pack(Parameters.FeeRule, share0, share1);
        _path.Forget();
        return UniswapV3Revert.None;
    }

    /// <summary>Pays out the protocol's fees: the smaller of them and what is asked for. One base unit always stays.</summary>
    /// <param name="requested0">Token 0 asked for.</param>
    /// <param name="requested1">Token 1 asked for.</param>
    /// <param name="amount0">Token 0 paid.</param>
    /// <param name="amount1">Token 1 paid.</param>
    public UniswapV3Revert CollectProtocol(UInt128 requested0, UInt128 requested1, out UInt128 amount0, out UInt128 amount1)
    {
        amount0 = default;
        amount1 = default;
        if (!IsInitialized)
        {
            return UniswapV3Revert.Locked;
        }
        amount0 = ProtocolFee.Collectable(ProtocolFees0, requested0);
        amount1 = ProtocolFee.Collectable(ProtocolFees1, requested1);
        ProtocolFees0 -= amount0;
        ProtocolFees1 -= amount1;
        return UniswapV3Revert.None;
    }

    private UniswapV3Revert CheckSwap(bool zeroForOne, in Int256 amountSpecified, in UInt256 sqrtPriceLimitX96)
    {
        bool isLimit = zeroForOne
            ? sqrtPriceLimitX96 < SqrtPriceX96 && sqrtPriceLimitX96 > TickMath.MinSqrtPriceX96
            : sqrtPriceLimitX96 > SqrtPriceX96 && sqrtPriceLimitX96 < TickMath.MaxSqrtPriceX96;
        return amountSpecified.IsZero ? UniswapV3Revert.ZeroAmount
            : !IsInitialized ? UniswapV3Revert.Locked
            : !isLimit ? UniswapV3Revert.PriceLimit
            : UniswapV3Revert.None;
    }

    private bool TryFlashGrowth(in Int256 paid, bool isToken0, out UInt256 growthX128, out UInt128 protocolFees)
    {
        UInt256 amount = paid.IsNegative ? default : (UInt256)paid;
        UInt256 protocol = ProtocolFee.Of(Parameters.FeeRule, amount, ProtocolFee.Share(Parameters.FeeRule, FeeProtocol, isToken0));
        protocolFees = new UInt128(protocol.U1, protocol.U0);
        return FullMath.TryMulDiv(amount - protocol, Q128.One, Liquidity, out growthX128);
    }

    private UniswapV3Revert Modify(
        PositionKey key, bool isListed, Int128 liquidityDelta, in Payment payment, out UInt256 amount0, out UInt256 amount1)
    {
        amount0 = default;
        amount1 = default;
        UniswapV3Revert revert = CheckRange(key.TickLower, key.TickUpper);
        if (revert != UniswapV3Revert.None)
        {
            return revert;
        }
        TickState lower = TickStateAt(key.TickLower);
        TickState upper = TickStateAt(key.TickUpper);
        PositionState position = isListed ? PositionStateOf(key) : default;
        UInt128 liquidityAfter = Liquidity;
        bool isActive = Tick >= key.TickLower && Tick < key.TickUpper;
        UInt128 positionLiquidity = position.Liquidity;
        if (liquidityDelta != Int128.Zero)
        {
            revert = TryMove(lower, liquidityDelta, isUpper: false, out lower);
            revert = revert != UniswapV3Revert.None ? revert : TryMove(upper, liquidityDelta, isUpper: true, out upper);
            if (revert == UniswapV3Revert.None && (key.TickLower % Parameters.TickSpacing != 0 || key.TickUpper % Parameters.TickSpacing != 0))
            {
                revert = UniswapV3Revert.TickNotUsable;
            }
        }
        else if (isListed && positionLiquidity == UInt128.Zero)
        {
            revert = UniswapV3Revert.NoPosition;
        }
        if (revert == UniswapV3Revert.None && isListed)
        {
            revert = TryAdd(positionLiquidity, liquidityDelta, out positionLiquidity);
        }
        if (revert == UniswapV3Revert.None && isActive)
        {
            revert = TryAdd(Liquidity, liquidityDelta, out liquidityAfter);
        }
        if (revert != UniswapV3Revert.None)
        {
            return revert;
        }
        Amounts(key, liquidityDelta, out amount0, out amount1);
        if (!payment.Covers0(amount0) || !payment.Covers1(amount1))
        {
            revert = payment.Covers0(amount0) ? UniswapV3Revert.MintUnpaid1 : UniswapV3Revert.MintUnpaid0;
            amount0 = default;
            amount1 = default;
            return revert;
        }

        Liquidity = liquidityAfter;
        if (liquidityDelta > Int128.Zero)
        {
            Store(lower);
            Store(upper);
        }
        if (isListed)
        {
            UpdatePosition(key, position, positionLiquidity, liquidityDelta < Int128.Zero, amount0, amount1);
        }
        if (liquidityDelta < Int128.Zero)
        {
            Store(lower);
            Store(upper);
        }
        _path.Forget();
        return UniswapV3Revert.None;
    }

    private static UniswapV3Revert CheckRange(int tickLower, int tickUpper) =>
        tickLower >= tickUpper ? UniswapV3Revert.TicksUpsideDown
        : tickLower < TickMath.MinTick ? UniswapV3Revert.TickLowerTooLow
        : tickUpper > TickMath.MaxTick ? UniswapV3Revert.TickUpperTooHigh
        : UniswapV3Revert.None;

    private static UniswapV3Revert TryAdd(UInt128 liquidity, Int128 delta, out UInt128 sum)
    {
        sum = unchecked(liquidity + (UInt128)delta);
        return delta < Int128.Zero
            ? sum < liquidity ? UniswapV3Revert.None : UniswapV3Revert.LiquiditySubtractUnderflow
            : sum >= liquidity ? UniswapV3Revert.None : UniswapV3Revert.LiquidityAddOverflow;
    }

    // By value: callers pass the same variable as both, and the old state is read after the new one is written.
    private UniswapV3Revert TryMove(TickState tick, Int128 liquidityDelta, bool isUpper, out TickState moved)
    {
        moved = tick;
        UniswapV3Revert revert = TryAdd(tick.LiquidityGross, liquidityDelta, out UInt128 gross);
        if (revert != UniswapV3Revert.None)
        {
            return revert;
        }
        if (gross > _maxLiquidityPerTick)
        {
            return UniswapV3Revert.TickLiquidityOverflow;
        }
        // The gross is at most 2^128 / 109 ticks, and the net is never further from zero: it fits.
        moved = tick with { LiquidityGross = gross, LiquidityNet = isUpper ? tick.LiquidityNet - liquidityDelta : tick.LiquidityNet + liquidityDelta };
        if (tick.LiquidityGross == UInt128.Zero && tick.Tick <= Tick)
        {
            moved = moved with { FeeGrowthOutside0X128 = FeeGrowthGlobal0X128, FeeGrowthOutside1X128 = FeeGrowthGlobal1X128 };
        }
        return UniswapV3Revert.None;
    }

    private void Store(in TickState tick)
    {
        int index = _ticks.IndexOf(tick.Tick);
        if (tick.LiquidityGross == UInt128.Zero)
        {
            _ticks.RemoveAt(index);
            _cursor -= tick.Tick <= Tick ? 1 : 0;
        }
        else if (index >= 0)
        {
            _ticks.EntryAt(index).State = tick;
        }
        else
        {
            _ticks.Insert(~index, new TickEntry { State = tick, SqrtPriceX96 = TickMath.SqrtPriceAtTick(tick.Tick) });
            _cursor += tick.Tick <= Tick ? 1 : 0;
        }
    }

    private void UpdatePosition(
        PositionKey key, in PositionState position, UInt128 liquidity, bool isBurn, in UInt256 amount0, in UInt256 amount1)
    {
        (UInt256 inside0, UInt256 inside1) = FeeGrowthInside(key.TickLower, key.TickUpper);
        unchecked
        {
            // What is owed wraps at 2^128, as the contract accepts.
            _positions[key] = new PositionState
            {
                Liquidity = liquidity,
                FeeGrowthInside0LastX128 = inside0,
                FeeGrowthInside1LastX128 = inside1,
                TokensOwed0 = position.TokensOwed0 + FeeGrowth.Owed(inside0, position.FeeGrowthInside0LastX128, position.Liquidity)
                    + (isBurn ? new UInt128(amount0.U1, amount0.U0) : UInt128.Zero),
                TokensOwed1 = position.TokensOwed1 + FeeGrowth.Owed(inside1, position.FeeGrowthInside1LastX128, position.Liquidity)
                    + (isBurn ? new UInt128(amount1.U1, amount1.U0) : UInt128.Zero),
            };
        }
    }

    private void Amounts(PositionKey key, Int128 liquidityDelta, out UInt256 amount0, out UInt256 amount1)
    {
        amount0 = default;
        amount1 = default;
        if (liquidityDelta == Int128.Zero)
        {
            return;
        }
        bool roundUp = liquidityDelta > Int128.Zero;
        UInt128 liquidity = roundUp ? (UInt128)liquidityDelta : unchecked((UInt128)(-liquidityDelta));
        LiquidityAmounts.Between(SqrtPriceX96, Tick, key.TickLower, key.TickUpper, liquidity, roundUp, out amount0, out amount1);
    }
}
