using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>An unsigned integer of 256 bits, the word of the Ethereum virtual machine. <c>default</c> is zero.</summary>
/// <remarks>Operators are checked: they throw <see cref="OverflowException"/> where the result does not fit. Arithmetic modulo 2^256 has
/// names that end in <c>Wrapping</c>; arithmetic that reports overflow has names that begin with <c>Try</c>.</remarks>
public readonly partial struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>, IComparable
{
    internal readonly ulong U0;
    internal readonly ulong U1;
    internal readonly ulong U2;
    internal readonly ulong U3;

    /// <summary>Creates a value from four 64-bit limbs, the least significant first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt256(ulong u0, ulong u1, ulong u2, ulong u3)
    {
        U0 = u0;
        U1 = u1;
        U2 = u2;
        U3 = u3;
    }

    /// <summary>Zero.</summary>
    public static UInt256 Zero => default;

    /// <summary>One.</summary>
    public static UInt256 One => new(1, 0, 0, 0);

    /// <summary>2^256 - 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether the value is zero.</summary>
    public bool IsZero => (U0 | U1 | U2 | U3) == 0;

    /// <summary>Whether the value fits in 64 bits.</summary>
    public bool IsUInt64 => (U1 | U2 | U3) == 0;

    /// <summary>Whether the value fits in 128 bits.</summary>
    public bool IsUInt128 => (U2 | U3) == 0;

    /// <summary>The number of bits without leading zeros; 0 for zero.</summary>
    public int BitLength =>
        U3 != 0 ? 256 - BitOperations.LeadingZeroCount(U3)
        : U2 != 0 ? 192 - BitOperations.LeadingZeroCount(U2)
        : U1 != 0 ? 128 - BitOperations.LeadingZeroCount(U1)
        : 64 - BitOperations.LeadingZeroCount(U0);

    /// <summary>Widens; exact.</summary>
    public static implicit operator UInt256(ulong value) => new(value, 0, 0, 0);

    /// <summary>Widens; exact.</summary>
    public static implicit operator UInt256(UInt128 value) => new((ulong)(value & ulong.MaxValue), (ulong)(value >> 64), 0, 0);

    /// <summary>Narrows.</summary>
    /// <exception cref="OverflowException">The value needs more than 64 bits.</exception>
    public static explicit operator ulong(in UInt256 value) => value.IsUInt64 ? value.U0 : throw new OverflowException("The value needs more than 64 bits.");

    /// <summary>Narrows.</summary>
    /// <exception cref="OverflowException">The value needs more than 128 bits.</exception>
    public static explicit operator UInt128(in UInt256 value) =>
        value.IsUInt128 ? new UInt128(value.U1, value.U0) : throw new OverflowException("The value needs more than 128 bits.");

    /// <summary>Compares.</summary>
    public static bool operator ==(in UInt256 left, in UInt256 right) => left.Equals(right);

    /// <summary>Compares.</summary>
    public static bool operator !=(in UInt256 left, in UInt256 right) => !left.Equals(right);

    /// <summary>Compares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(in UInt256 left, in UInt256 right) =>
        left.U3 != right.U3 ? left.U3 < right.U3
        : left.U2 != right.U2 ? left.U2 < right.U2
        : left.U1 != right.U1 ? left.U1 < right.U1
        : left.U0 < right.U0;

    /// <summary>Compares.</summary>
    public static bool operator >(in UInt256 left, in UInt256 right) => right < left;

    /// <summary>Compares.</summary>
    public static bool operator <=(in UInt256 left, in UInt256 right) => !(right < left);

    /// <summary>Compares.</summary>
    public static bool operator >=(in UInt256 left, in UInt256 right) => !(left < right);

    /// <summary>Adds.</summary>
    /// <exception cref="OverflowException">The sum needs more than 256 bits.</exception>
    public static UInt256 operator +(in UInt256 left, in UInt256 right) => TryAdd(left, right, out UInt256 sum) ? sum : Overflow();

    /// <summary>Subtracts.</summary>
    /// <exception cref="OverflowException">The difference is negative.</exception>
    public static UInt256 operator -(in UInt256 left, in UInt256 right) => TrySubtract(left, right, out UInt256 difference) ? difference : Overflow();

    /// <summary>Multiplies.</summary>
    /// <exception cref="OverflowException">The product needs more than 256 bits.</exception>
    public static UInt256 operator *(in UInt256 left, in UInt256 right) => TryMultiply(left, right, out UInt256 product) ? product : Overflow();

    /// <summary>Divides, rounding down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator /(in UInt256 left, in UInt256 right)
    {
        FullMath.DivRem(left, right, out UInt256 quotient, out _);
        return quotient;
    }

    /// <summary>The remainder of the division that rounds down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator %(in UInt256 left, in UInt256 right)
    {
        FullMath.DivRem(left, right, out _, out UInt256 remainder);
        return remainder;
    }

    /// <summary>Bitwise and.</summary>
    public static UInt256 operator &(in UInt256 left, in UInt256 right) => new(left.U0 & right.U0, left.U1 & right.U1, left.U2 & right.U2, left.U3 & right.U3);

    /// <summary>Bitwise or.</summary>
    public static UInt256 operator |(in UInt256 left, in UInt256 right) => new(left.U0 | right.U0, left.U1 | right.U1, left.U2 | right.U2, left.U3 | right.U3);

    /// <summary>Bitwise exclusive or.</summary>
    public static UInt256 operator ^(in UInt256 left, in UInt256 right) => new(left.U0 ^ right.U0, left.U1 ^ right.U1, left.U2 ^ right.U2, left.U3 ^ right.U3);

    /// <summary>Bitwise complement.</summary>
    public static UInt256 operator ~(in UInt256 value) => new(~value.U0, ~value.U1, ~value.U2, ~value.U3);

    /// <summary>Shifts left; bits beyond the 256th are lost, as in the virtual machine. Shifting by 256 or more gives zero.</summary>
    public static UInt256 operator <<(in UInt256 value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ulong u0 = value.U0, u1 = value.U1, u2 = value.U2, u3 = value.U3;
        for (; count >= 64 && count < 320; count -= 64)
        {
            (u3, u2, u1, u0) = (u2, u1, u0, 0);
        }
        return count == 0 ? new(u0, u1, u2, u3)
            : count >= 64 ? default
            : new(u0 << count, (u1 << count) | (u0 >> (64 - count)), (u2 << count) | (u1 >> (64 - count)), (u3 << count) | (u2 >> (64 - count)));
    }

    /// <summary>Shifts right; the bits shifted out are lost (rounds down). Shifting by 256 or more gives zero.</summary>
    public static UInt256 operator >>(in UInt256 value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ulong u0 = value.U0, u1 = value.U1, u2 = value.U2, u3 = value.U3;
        for (; count >= 64 && count < 320; count -= 64)
        {
            (u0, u1, u2, u3) = (u1, u2, u3, 0);
        }
        return count == 0 ? new(u0, u1, u2, u3)
            : count >= 64 ? default
            : new((u0 >> count) | (u1 << (64 - count)), (u1 >> count) | (u2 << (64 - count)), (u2 >> count) | (u3 << (64 - count)), u3 >> count);
    }

    /// <summary>Adds modulo 2^256.</summary>
    public static UInt256 AddWrapping(in UInt256 left, in UInt256 right)
    {
        _ = TryAdd(left, right, out UInt256 sum);
        return sum;
    }

    /// <summary>Subtracts modulo 2^256.</summary>
    public static UInt256 SubtractWrapping(in UInt256 left, in UInt256 right)
    {
        _ = TrySubtract(left, right, out UInt256 difference);
        return difference;
    }

    /// <summary>Multiplies modulo 2^256.</summary>
    public static UInt256 MultiplyWrapping(in UInt256 left, in UInt256 right)
    {
        _ = TryMultiply(left, right, out UInt256 product);
        return product;
    }

    /// <summary>Adds; false where the sum needs more than 256 bits, and then <paramref name="sum"/> is the sum modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(in UInt256 left, in UInt256 right, out UInt256 sum)
    {
        unchecked
        {
            ulong s0 = left.U0 + right.U0;
            ulong carry = s0 < left.U0 ? 1UL : 0UL;
            ulong s1 = left.U1 + right.U1;
            ulong c1 = s1 < left.U1 ? 1UL : 0UL;
            ulong t1 = s1 + carry;
            carry = c1 | (t1 < s1 ? 1UL : 0UL);
            ulong s2 = left.U2 + right.U2;
            ulong c2 = s2 < left.U2 ? 1UL : 0UL;
            ulong t2 = s2 + carry;
            carry = c2 | (t2 < s2 ? 1UL : 0UL);
            ulong s3 = left.U3 + right.U3;
            ulong c3 = s3 < left.U3 ? 1UL : 0UL;
            ulong t3 = s3 + carry;
            carry = c3 | (t3 < s3 ? 1UL : 0UL);
            sum = new UInt256(s0, t1, t2, t3);
            return carry == 0;
        }
    }

    /// <summary>Subtracts; false where the difference is negative, and then <paramref name="difference"/> is the difference modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySubtract(in UInt256 left, in UInt256 right, out UInt256 difference)
    {
        unchecked
        {
            ulong d0 = left.U0 - right.U0;
            ulong borrow = left.U0 < right.U0 ? 1UL : 0UL;
            ulong d1 = left.U1 - right.U1;
            ulong b1 = left.U1 < right.U1 ? 1UL : 0UL;
            ulong e1 = d1 - borrow;
            borrow = b1 | (d1 < borrow ? 1UL : 0UL);
            ulong d2 = left.U2 - right.U2;
            ulong b2 = left.U2 < right.U2 ? 1UL : 0UL;
            ulong e2 = d2 - borrow;
            borrow = b2 | (d2 < borrow ? 1UL : 0UL);
            ulong d3 = left.U3 - right.U3;
            ulong b3 = left.U3 < right.U3 ? 1UL : 0UL;
            ulong e3 = d3 - borrow;
            borrow = b3 | (d3 < borrow ? 1UL : 0UL);
            difference = new UInt256(d0, e1, e2, e3);
            return borrow == 0;
        }
    }

    /// <summary>Multiplies; false where the product needs more than 256 bits, and then <paramref name="product"/> is the product modulo 2^256.</summary>
    public static bool TryMultiply(in UInt256 left, in UInt256 right, out UInt256 product)
    {
        FullMath.MultiplyFull(left, right, out UInt256 high, out product);
        return high.IsZero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(UInt256 other) => ((U0 ^ other.U0) | (U1 ^ other.U1) | (U2 ^ other.U2) | (U3 ^ other.U3)) == 0;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(U0, U1, U2, U3);

    /// <inheritdoc/>
    public int CompareTo(UInt256 other) => this < other ? -1 : other < this ? 1 : 0;

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is UInt256 other ? CompareTo(other) : throw new ArgumentException($"Expected a {nameof(UInt256)}.", nameof(obj));

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is negative or needs more than 256 bits.</exception>
    public static UInt256 FromBigInteger(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[32];
        return value.Sign >= 0 && value.TryWriteBytes(bytes, out _, isUnsigned: true)
            ? new(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]), BitConverter.ToUInt64(bytes[16..]), BitConverter.ToUInt64(bytes[24..]))
            : Overflow();
    }

    /// <summary>Converts; exact.</summary>
    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[32];
        BitConverter.TryWriteBytes(bytes, U0);
        BitConverter.TryWriteBytes(bytes[8..], U1);
        BitConverter.TryWriteBytes(bytes[16..], U2);
        BitConverter.TryWriteBytes(bytes[24..], U3);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Parses decimal digits, or hexadecimal ones behind <c>0x</c>.</summary>
    /// <exception cref="FormatException">The text is not a number, or needs more than 256 bits.</exception>
    public static UInt256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out UInt256 value) ? value : throw new FormatException($"'{text}' is not an unsigned integer of at most 256 bits.");

    /// <summary>Parses decimal digits, or hexadecimal ones behind <c>0x</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt256 value)
    {
        value = default;
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (hex)
        {
            text = text[2..];
        }
        if (text.IsEmpty)
        {
            return false;
        }
        UInt256 result = default;
        foreach (char c in text)
        {
            int digit = char.IsAsciiDigit(c) ? c - '0' : hex && char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : -1;
            if (digit < 0 || !TryMultiply(result, hex ? 16UL : 10UL, out result) || !TryAdd(result, (ulong)digit, out result))
            {
                return false;
            }
        }
        value = result;
        return true;
    }

    /// <summary>Decimal digits.</summary>
    public override string ToString() => ToBigInteger().ToString(System.Globalization.CultureInfo.InvariantCulture);

    [DoesNotReturn]
    private static UInt256 Overflow() => throw new OverflowException("The result does not fit in an unsigned integer of 256 bits.");
}
