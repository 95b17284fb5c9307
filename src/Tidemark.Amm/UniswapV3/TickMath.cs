using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>Ticks and square-root prices: tick <c>t</c> stands for the price <c>1.0001^t</c> of token 0 in token 1, base unit for base unit.</summary>
/// <remarks>Source: Uniswap v3 white paper (Adams et al. 2021), section 6.1; constants of v3-core <c>TickMath</c>. Results equal the
/// contract's to the last unit, whose product of rounded factors defines the price of a tick.</remarks>
public static class TickMath
{
    /// <summary>The lowest tick.</summary>
    public const int MinTick = -887272;

    /// <summary>The highest tick.</summary>
    public const int MaxTick = 887272;

    private const int LowBits = 10;
    private const int LogTableBits = 11;

    // log2(sqrt price) * TicksPerOctave is the tick, TicksPerOctave = 2 / log2(1.0001), here in units of 2^-48.
    private const long TicksPerOctaveX48 = 3902266830438290807;

    // The interpolation below the table's points is at most 0.0006 ticks under the true logarithm.
    private const uint NearTickAboveX32 = 1u << 22;
    private const uint NearTickBelowX32 = 1u << 20;

    // sqrt(1.0001)^-(2^i) in units of 2^-128.
    private static readonly UInt128[] Factors =
    [
        new(0xfffcb933bd6fad37, 0xaa2d162d1a594001),
        new(0xfff97272373d4132, 0x59a46990580e213a),
        new(0xfff2e50f5f656932, 0xef12357cf3c7fdcc),
        new(0xffe5caca7e10e4e6, 0x1c3624eaa0941cd0),
        new(0xffcb9843d60f6159, 0xc9db58835c926644),
        new(0xff973b41fa98c081, 0x472e6896dfb254c0),
        new(0xff2ea16466c96a38, 0x43ec78b326b52861),
        new(0xfe5dee046a99a2a8, 0x11c461f1969c3053),
        new(0xfcbe86c7900a88ae, 0xdcffc83b479aa3a4),
        new(0xf987a7253ac41317, 0x6f2b074cf7815e54),
        new(0xf3392b0822b70005, 0x940c7a398e4b70f3),
        new(0xe7159475a2c29b74, 0x43b29c7fa6e889d9),
        new(0xd097f3bdfd2022b8, 0x845ad8f792aa5825),
        new(0xa9f746462d870fdf, 0x8a65dc1f90e061e5),
        new(0x70d869a156d2a1b8, 0x90bb3df62baf32f7),
        new(0x31be135f97d08fd9, 0x81231505542fcfa6),
        new(0x09aa508b5b7a84e1, 0xc677de54f3e99bc9),
        new(0x005d6af8dedb8119, 0x6699c329225ee604),
        new(0x00002216e584f5fa, 0x1ea926041bedfe98),
        new(0x00000000048a1703, 0x91f7dc42444e8fa2),
    ];

    private static readonly UInt128[] LowProducts = BuildLowProducts();
    private static readonly ulong[] LogTableX48 = BuildLogTable();

    /// <summary>The square-root price of <see cref="MinTick"/>, the lowest that a pool can have.</summary>
    public static UInt256 MinSqrtPriceX96 => new(4295128739, 0, 0, 0);

    /// <summary>The square-root price of <see cref="MaxTick"/>; a pool's price stays below it.</summary>
    public static UInt256 MaxSqrtPriceX96 => new(0x5d951d5263988d26, 0xefd1fc6a50648849, 0xfffd8963, 0);

    /// <summary>The square root of the price at a tick, in units of 2^-96, rounded up as the contract does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tick is outside <see cref="MinTick"/> to <see cref="MaxTick"/> (the contract's <c>T</c>).</exception>
    public static UInt256 GetSqrtPriceAtTick(int tick)
    {
        if (tick is < MinTick or > MaxTick)
        {
            throw new ArgumentOutOfRangeException(nameof(tick), tick, $"A tick is between {MinTick} and {MaxTick}.");
        }
        return SqrtPriceAtTick(tick);
    }

    /// <summary>The highest tick whose square-root price is not above <paramref name="sqrtPriceX96"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The price is below <see cref="MinSqrtPriceX96"/>, or not below <see cref="MaxSqrtPriceX96"/>
    /// (the contract's <c>R</c>).</exception>
    public static int GetTickAtSqrtPrice(in UInt256 sqrtPriceX96)
    {
        if (!IsPrice(sqrtPriceX96))
        {
            throw new ArgumentOutOfRangeException(nameof(sqrtPriceX96), sqrtPriceX96.ToString(), $"A square-root price is at least {MinSqrtPriceX96} and below {MaxSqrtPriceX96}.");
        }
        return TickAtSqrtPrice(sqrtPriceX96);
    }

    /// <summary>Whether a pool can have this square-root price.</summary>
    public static bool IsPrice(in UInt256 sqrtPriceX96) => sqrtPriceX96 >= MinSqrtPriceX96 && sqrtPriceX96 < MaxSqrtPriceX96;

    /// <summary>The lowest tick that is a multiple of the spacing.</summary>
    public static int MinUsableTick(int tickSpacing) => MinTick / tickSpacing * tickSpacing;

    /// <summary>The highest tick that is a multiple of the spacing.</summary>
    public static int MaxUsableTick(int tickSpacing) => MaxTick / tickSpacing * tickSpacing;

    internal static UInt256 SqrtPriceAtTick(int tick)
    {
        int magnitude = Math.Abs(tick);
        int low = magnitude & ((1 << LowBits) - 1);
        int high = magnitude >> LowBits;
        if (magnitude == 0)
        {
            return new UInt256(0, 1UL << 32, 0, 0);
        }
        // A product of no factors is one, which 128 bits do not hold: then the first factor stands alone.
        UInt128 ratio = low == 0 ? UInt128.MaxValue : LowProducts[low];
        bool isOne = low == 0;
        for (int bit = LowBits; high != 0; bit++, high >>= 1)
        {
            if ((high & 1) != 0)
            {
                ratio = isOne ? Factors[bit] : MultiplyHigh(ratio, Factors[bit]);
                isOne = false;
            }
        }
        UInt256 ratioX128 = ratio;
        if (tick > 0)
        {
            ratioX128 = UInt256.MaxValue / ratioX128;
        }
        UInt256 priceX96 = ratioX128 >> 32;
        return (uint)(ratioX128.U0 & uint.MaxValue) == 0 ? priceX96 : UInt256.AddWrapping(priceX96, UInt256.One);
    }

    // Interpolates the logarithm, and asks for the exact price of a tick only next to one.
    internal static int TickAtSqrtPrice(in UInt256 sqrtPriceX96)
    {
        unchecked
        {
            int bits = sqrtPriceX96.BitLength;
            ulong mantissa = bits >= 64 ? (sqrtPriceX96 >> (bits - 64)).U0 : sqrtPriceX96.U0 << (64 - bits);
            ulong fraction = mantissa << 1;
            int index = (int)(fraction >> (64 - LogTableBits));
            ulong rest = (fraction << LogTableBits) >> 40;
            ulong point = LogTableX48[index];
            ulong log = point + (((LogTableX48[index + 1] - point) * rest) >> 24);
            long logX48 = ((long)(bits - 1 - 96) << 48) + (long)log;
            // ticks in units of 2^-32: logX48 * TicksPerOctaveX48 is in units of 2^-96.
            long high = Math.BigMul(logX48, TicksPerOctaveX48, out _);
            int tick = (int)(high >> 32);
            uint part = (uint)high;
            if (part >= uint.MaxValue - NearTickAboveX32)
            {
                return tick < MaxTick && SqrtPriceAtTick(tick + 1) <= sqrtPriceX96 ? tick + 1 : tick;
            }
            return part > NearTickBelowX32 || SqrtPriceAtTick(tick) <= sqrtPriceX96 ? tick : tick - 1;
        }
    }

    private static UInt128[] BuildLowProducts()
    {
        UInt128[] products = new UInt128[1 << LowBits];
        for (int low = 1; low < products.Length; low++)
        {
            int top = System.Numerics.BitOperations.Log2((uint)low);
            int below = low & ~(1 << top);
            products[low] = below == 0 ? Factors[top] : MultiplyHigh(products[below], Factors[top]);
        }
        return products;
    }

    // log2(1 + i / 2^LogTableBits) bit by bit: squaring a number doubles its logarithm.
    private static ulong[] BuildLogTable()
    {
        ulong[] table = new ulong[(1 << LogTableBits) + 1];
        for (int i = 0; i < table.Length - 1; i++)
        {
            ulong x = (1UL << 63) + ((ulong)i << (63 - LogTableBits));
            ulong log = 0;
            for (int bit = 47; bit >= 0; bit--)
            {
                UInt128 square = (UInt128)x * x;
                bool isTwoOrMore = square >> 127 != 0;
                x = (ulong)(square >> (isTwoOrMore ? 64 : 63));
                log |= isTwoOrMore ? 1UL << bit : 0;
            }
            table[i] = log;
        }
        table[^1] = 1UL << 48;
        return table;
    }

    // floor(left * right / 2^128)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 MultiplyHigh(UInt128 left, UInt128 right)
    {
        unchecked
        {
            ulong a0 = (ulong)left, a1 = (ulong)(left >> 64), b0 = (ulong)right, b1 = (ulong)(right >> 64);
            ulong low = Math.BigMul(a0, b0, out _);
            ulong h1 = Math.BigMul(a1, b0, out ulong l1);
            ulong h2 = Math.BigMul(a0, b1, out ulong l2);
            ulong h3 = Math.BigMul(a1, b1, out ulong l3);
            UInt128 middle = (UInt128)low + l1 + l2;
            return new UInt128(h3, l3) + h1 + h2 + (ulong)(middle >> 64);
        }
    }
}
