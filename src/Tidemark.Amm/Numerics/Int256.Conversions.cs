using System.Numerics;

namespace Tidemark.Amm.Numerics;

public readonly partial struct Int256
{
    /// <summary>The number of bytes of a value.</summary>
    public const int ByteCount = UInt256.ByteCount;

    /// <summary>Widens; exact.</summary>
    public static implicit operator Int256(long value)
    {
        ulong sign = unchecked((ulong)(value >> 63));
        return new Int256(new UInt256(unchecked((ulong)value), sign, sign, sign));
    }

    /// <summary>Widens; exact.</summary>
    public static implicit operator Int256(Int128 value)
    {
        UInt128 bits = unchecked((UInt128)value);
        ulong sign = Int128.IsNegative(value) ? ulong.MaxValue : 0;
        return new Int256(new UInt256(unchecked((ulong)bits), unchecked((ulong)(bits >> 64)), sign, sign));
    }

    /// <summary>Widens; exact.</summary>
    public static implicit operator Int256(UInt128 value) => new(value);

    /// <summary>Narrows.</summary>
    /// <exception cref="OverflowException">The value is not in -2^63 to 2^63 - 1.</exception>
    public static explicit operator long(in Int256 value)
    {
        long narrow = unchecked((long)value._bits.U0);
        return value == narrow ? narrow : throw new OverflowException("The value needs more than 64 bits.");
    }

    /// <summary>Narrows.</summary>
    /// <exception cref="OverflowException">The value is not in -2^127 to 2^127 - 1.</exception>
    public static explicit operator Int128(in Int256 value)
    {
        Int128 narrow = new(value._bits.U1, value._bits.U0);
        return value == narrow ? narrow : throw new OverflowException("The value needs more than 128 bits.");
    }

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is above 2^255 - 1.</exception>
    public static explicit operator Int256(in UInt256 value) => value.U3 >> 63 == 0 ? new(value) : Overflow();

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is below zero.</exception>
    public static explicit operator UInt256(in Int256 value) =>
        value.IsNegative ? throw new OverflowException("The value is below zero.") : value._bits;

    /// <summary>The same 256 bits, read as an unsigned integer.</summary>
    public UInt256 ToTwosComplement() => _bits;

    /// <summary>The same 256 bits, read as a signed integer.</summary>
    public static Int256 FromTwosComplement(in UInt256 bits) => new(bits);

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is not in -2^255 to 2^255 - 1.</exception>
    public static Int256 FromBigInteger(BigInteger value)
    {
        BigInteger distance = BigInteger.Abs(value);
        return distance.GetBitLength() <= 256 && TryFromMagnitude(UInt256.FromBigInteger(distance), value.Sign < 0, out Int256 result)
            ? result
            : Overflow();
    }

    /// <summary>Converts; exact.</summary>
    public BigInteger ToBigInteger() => IsNegative ? -Magnitude.ToBigInteger() : _bits.ToBigInteger();

    /// <summary>Reads the first 32 bytes, in two's complement, the most significant first, as the virtual machine lays out a
    /// word.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 32 bytes.</exception>
    public static Int256 ReadBigEndian(ReadOnlySpan<byte> source) => new(UInt256.ReadBigEndian(source));

    /// <summary>Writes 32 bytes, in two's complement, the most significant first, as the virtual machine lays out a word.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination has fewer than 32 bytes.</exception>
    public void WriteBigEndian(Span<byte> destination) => _bits.WriteBigEndian(destination);
}
