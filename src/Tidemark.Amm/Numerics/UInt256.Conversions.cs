using System.Buffers.Binary;
using System.Numerics;

namespace Tidemark.Amm.Numerics;

public readonly partial struct UInt256
{
    /// <summary>The number of bytes of a value.</summary>
    public const int ByteCount = 32;

    /// <summary>Widens; exact.</summary>
    public static implicit operator UInt256(ulong value) => new(value, 0, 0, 0);

    /// <summary>Widens; exact.</summary>
    public static implicit operator UInt256(UInt128 value) => new((ulong)(value & ulong.MaxValue), (ulong)(value >> 64), 0, 0);

    /// <summary>Narrows.</summary>
    /// <exception cref="OverflowException">The value needs more than 64 bits.</exception>
    public static explicit operator ulong(in UInt256 value) =>
        value.IsUInt64 ? value.U0 : throw new OverflowException("The value needs more than 64 bits.");

    /// <summary>Narrows.</summary>
    /// <exception cref="OverflowException">The value needs more than 128 bits.</exception>
    public static explicit operator UInt128(in UInt256 value) =>
        value.IsUInt128 ? new UInt128(value.U1, value.U0) : throw new OverflowException("The value needs more than 128 bits.");

    /// <summary>Converts.</summary>
    /// <exception cref="OverflowException">The value is negative or needs more than 256 bits.</exception>
    public static UInt256 FromBigInteger(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        bytes.Clear();
        return value.Sign >= 0 && value.TryWriteBytes(bytes, out _, isUnsigned: true)
            ? new UInt256(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]))
            : Overflow();
    }

    /// <summary>Converts; exact.</summary>
    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, U0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], U1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], U2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], U3);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Reads the first 32 bytes, the most significant first, as the virtual machine lays out a word.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 32 bytes.</exception>
    public static UInt256 ReadBigEndian(ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> word = source[..ByteCount];
        return new UInt256(
            BinaryPrimitives.ReadUInt64BigEndian(word[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(word[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(word[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(word));
    }

    /// <summary>Writes 32 bytes, the most significant first, as the virtual machine lays out a word.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination has fewer than 32 bytes.</exception>
    public void WriteBigEndian(Span<byte> destination)
    {
        Span<byte> word = destination[..ByteCount];
        BinaryPrimitives.WriteUInt64BigEndian(word, U3);
        BinaryPrimitives.WriteUInt64BigEndian(word[8..], U2);
        BinaryPrimitives.WriteUInt64BigEndian(word[16..], U1);
        BinaryPrimitives.WriteUInt64BigEndian(word[24..], U0);
    }
}
