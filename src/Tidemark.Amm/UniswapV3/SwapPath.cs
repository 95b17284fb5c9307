using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>Walks a swap from tick to tick without changing them, and remembers the fee growth at each crossing so that the walk can be carried
/// out afterwards.</summary>
/// <remarks>The contract searches one 256-bit word of its tick bitmap at a time and ends a step at a word's last tick even where that tick
/// is not initialised. Such ends split a step and so decide its rounding: they are kept, computed from the tick's place in its word.</remarks>
[SkipLocalsInit]
internal sealed class SwapPath
{
    private UInt256[] _growthAtCrossing = new UInt256[16];
    private BitmapWord _below = BitmapWord.Nowhere;
    private BitmapWord _above = BitmapWord.Nowhere;
    private long _quote = 1;

    /// <summary>Whether the outcome is that of this pool's last walk, and nothing was forgotten since.</summary>
    public bool IsLast(in SwapOutcome outcome) => outcome.Quote == _quote && ReferenceEquals(outcome.Path, this);

    /// <summary>The ticks have changed: no earlier outcome can be carried out.</summary>
    public void Forget() => _quote++;

    // Inlined into its callers it would use up what the compiler inlines of a method, and leave small arithmetic as calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public UniswapV3Revert Walk(
        UniswapV3Pool pool,
        TickTable ticks,
        int cursor,
        bool zeroForOne,
        in Int256 amountSpecified,
        in UInt256 sqrtPriceLimitX96,
        out SwapOutcome outcome)
    {
        _quote++;
        bool exactIn = !amountSpecified.IsNegative;
        UInt256 specified = amountSpecified.Magnitude;
        UInt256 remaining = specified;
        UInt256 calculated = default;
        UniswapV3Parameters parameters = pool.Parameters;
        uint protocolShare = ProtocolFee.Share(parameters.FeeRule, pool.FeeProtocol, zeroForOne);
        UInt256 price = pool.SqrtPriceX96;
        int tick = pool.Tick;
        UInt128 liquidity = pool.Liquidity;
        UInt256 growth = zeroForOne ? pool.FeeGrowthGlobal0X128 : pool.FeeGrowthGlobal1X128;
        UInt128 protocolFees = UInt128.Zero;
        UInt256 fees = default;
        int crossed = 0;

        while (!remaining.IsZero && price != sqrtPriceLimitX96)
        {
            ref BitmapWord word = ref WordAt(tick, parameters.TickSpacing, zeroForOne);
            int index = NextIndex(ticks, word.End, cursor, zeroForOne);
            int tickNext = index >= 0 ? ticks.TickAt(index) : word.End;
            ref readonly UInt256 priceNext = ref index >= 0 ? ref ticks.EntryAt(index).SqrtPriceX96 : ref word.EndPrice();
            bool limited = zeroForOne ? priceNext < sqrtPriceLimitX96 : priceNext > sqrtPriceLimitX96;
            SwapMath.Compute(
                price, limited ? sqrtPriceLimitX96 : priceNext, liquidity, remaining, exactIn, parameters.FeePips,
                out UInt256 priceAfter, out UInt256 amountIn, out UInt256 amountOut, out UInt256 feeAmount);
            UInt256 paid = UInt256.AddWrapping(amountIn, feeAmount);
            remaining = UInt256.SubtractWrapping(remaining, exactIn ? paid : amountOut);
            calculated = UInt256.AddWrapping(calculated, exactIn ? amountOut : paid);
            fees = UInt256.AddWrapping(fees, feeAmount);
            if (!TryAccrue(parameters, protocolShare, feeAmount, liquidity, ref growth, ref protocolFees))
            {
                outcome = default;
                return UniswapV3Revert.ArithmeticOverflow;
            }
            if (priceAfter == priceNext)
            {
                if (index >= 0)
                {
                    Remember(crossed++, growth);
                    Int128 net = ticks.EntryAt(index).State.LiquidityNet;
                    UniswapV3Revert revert = TryCross(net, zeroForOne, ref liquidity);
                    if (revert != UniswapV3Revert.None)
                    {
                        outcome = default;
                        return revert;
                    }
                    cursor += zeroForOne ? -1 : 1;
                }
                tick = zeroForOne ? tickNext - 1 : tickNext;
            }
            else if (priceAfter != price)
            {
                tick = TickMath.TickAtSqrtPrice(priceAfter);
            }
            price = priceAfter;
        }

        Int256 used = Signed(UInt256.SubtractWrapping(specified, remaining), !exactIn);
        Int256 other = Signed(calculated, exactIn);
        outcome = new SwapOutcome
        {
            Amount0 = zeroForOne == exactIn ? used : other,
            Amount1 = zeroForOne == exactIn ? other : used,
            SqrtPriceX96 = price,
            Tick = tick,
            Liquidity = liquidity,
            FeeAmount = fees,
            TicksCrossed = crossed,
            ZeroForOne = zeroForOne,
            FeeGrowthGlobalX128 = growth,
            ProtocolFees = protocolFees,
            Cursor = cursor,
            Quote = _quote,
            Path = this,
        };
        return UniswapV3Revert.None;
    }

    /// <summary>Flips the fee growth outside of every tick that the walk crossed.</summary>
    public void Cross(TickTable ticks, int cursor, in SwapOutcome outcome, in UInt256 otherGrowthX128)
    {
        for (int i = 0; i < outcome.TicksCrossed; i++)
        {
            ref TickState state = ref ticks.EntryAt(outcome.ZeroForOne ? cursor - 1 - i : cursor + i).State;
            UInt256 growth0 = outcome.ZeroForOne ? _growthAtCrossing[i] : otherGrowthX128;
            UInt256 growth1 = outcome.ZeroForOne ? otherGrowthX128 : _growthAtCrossing[i];
            state = state with
            {
                FeeGrowthOutside0X128 = UInt256.SubtractWrapping(growth0, state.FeeGrowthOutside0X128),
                FeeGrowthOutside1X128 = UInt256.SubtractWrapping(growth1, state.FeeGrowthOutside1X128),
            };
        }
    }

    // The index of the next initialised tick, or -1 where the current word of the bitmap ends before it.
    private static int NextIndex(TickTable ticks, int end, int cursor, bool zeroForOne) =>
        zeroForOne
            ? cursor > 0 && ticks.TickAt(cursor - 1) >= end ? cursor - 1 : -1
            : cursor < ticks.Count && ticks.TickAt(cursor) <= end ? cursor : -1;

    private static bool TryAccrue(
        UniswapV3Parameters parameters, uint share, in UInt256 fee, UInt128 liquidity, ref UInt256 growth, ref UInt128 protocolFees)
    {
        UInt256 earned = fee;
        if (share != 0)
        {
            UInt256 protocol = ProtocolFee.Of(parameters.FeeRule, fee, share);
            earned = UInt256.SubtractWrapping(fee, protocol);
            protocolFees = unchecked(protocolFees + new UInt128(protocol.U1, protocol.U0));
        }
        if (liquidity != UInt128.Zero)
        {
            if (!Q128.TryRatio(earned, liquidity, out UInt256 delta))
            {
                return false;
            }
            growth = UInt256.AddWrapping(growth, delta);
        }
        return true;
    }

    private static UniswapV3Revert TryCross(Int128 liquidityNet, bool zeroForOne, ref UInt128 liquidity)
    {
        bool adds = liquidityNet < Int128.Zero == zeroForOne;
        UInt128 magnitude = unchecked((UInt128)(liquidityNet < Int128.Zero ? -liquidityNet : liquidityNet));
        UInt128 after = unchecked(adds ? liquidity + magnitude : liquidity - magnitude);
        bool fits = adds ? after >= liquidity : after <= liquidity;
        liquidity = after;
        return fits ? UniswapV3Revert.None : adds ? UniswapV3Revert.LiquidityAddOverflow : UniswapV3Revert.LiquiditySubtractUnderflow;
    }

    private static Int256 Signed(in UInt256 magnitude, bool isNegative) =>
        Int256.FromTwosComplement(isNegative ? UInt256.SubtractWrapping(default, magnitude) : magnitude);

    private void Remember(int crossing, in UInt256 growth)
    {
        if (crossing == _growthAtCrossing.Length)
        {
            Array.Resize(ref _growthAtCrossing, crossing * 2);
        }
        _growthAtCrossing[crossing] = growth;
    }

    private ref BitmapWord WordAt(int tick, int tickSpacing, bool zeroForOne)
    {
        ref BitmapWord word = ref (zeroForOne ? ref _below : ref _above);
        if (!word.Contains(tick))
        {
            word = BitmapWord.Find(tick, tickSpacing, zeroForOne);
        }
        return ref word;
    }
}
