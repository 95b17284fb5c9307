using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Amm.Events;

/// <summary>An account or contract on an Ethereum-like chain: 20 bytes. <c>default</c> is the zero address.</summary>
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    private readonly ulong _high;
    private readonly ulong _middle;
    private readonly uint _low;

    private Address(ulong high, ulong middle, uint low)
    {
        _high = high;
        _middle = middle;
        _low = low;
    }

    /// <summary>Whether this is the zero address.</summary>
    public bool IsZero => (_high | _middle | _low) == 0;

    /// <summary>Compares.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Compares.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    /// <summary>Compares as big-endian numbers.</summary>
    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    /// <summary>Compares as big-endian numbers.</summary>
    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    /// <summary>Compares as big-endian numbers.</summary>
    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    /// <summary>Compares as big-endian numbers.</summary>
    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;

    /// <summary>Reads 20 big-endian bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 20 bytes long.</exception>
    public static Address FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 20
            ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]))
            : throw new ArgumentException($"An address has 20 bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Parses <c>0x</c> and 40 hexadecimal digits of any case; the checksum of mixed case is not verified.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static Address Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Address address) ? address : throw new FormatException($"'{text}' is not an address: 0x and 40 hexadecimal digits are expected.");

    /// <summary>Parses <c>0x</c> and 40 hexadecimal digits of any case; the checksum of mixed case is not verified.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Address address)
    {
        Span<byte> bytes = stackalloc byte[20];
        bool parsed = text.Length == 42 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && Convert.FromHexString(text[2..], bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == 20;
        address = parsed ? FromBytes(bytes) : default;
        return parsed;
    }

    /// <summary>Parses UTF-8 text: <c>0x</c> and 40 hexadecimal digits of any case; the checksum of mixed case is not verified.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Address address)
    {
        Span<byte> bytes = stackalloc byte[20];
        bool parsed = utf8Text.Length == 42 && utf8Text[0] == (byte)'0' && (utf8Text[1] | 0x20) == (byte)'x'
            && Convert.FromHexString(utf8Text[2..], bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == 20;
        address = parsed ? FromBytes(bytes) : default;
        return parsed;
    }

    /// <summary>Writes 20 big-endian bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than 20 bytes.</exception>
    public void WriteBytes(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _middle);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _low);
    }

    /// <inheritdoc/>
    public bool Equals(Address other) => _high == other._high && _middle == other._middle && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _middle, _low);

    /// <inheritdoc/>
    public int CompareTo(Address other)
    {
        int order = _high.CompareTo(other._high);
        order = order != 0 ? order : _middle.CompareTo(other._middle);
        return order != 0 ? order : _low.CompareTo(other._low);
    }

    /// <summary><c>0x</c> and 40 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[20];
        WriteBytes(bytes);
        return "0x" + Convert.ToHexStringLower(bytes);
    }
}
