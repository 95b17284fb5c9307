using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Amm.Numerics;

/// <summary>A signed integer of 256 bits in two's complement. <c>default</c> is zero.</summary>
/// <remarks>Operators are checked, as in <see cref="UInt256"/>; division rounds towards zero and the remainder has the dividend's sign, as
/// in
/// the Ethereum virtual machine.</remarks>
public readonly partial struct Int256 :
    IEquatable<Int256>,
    IComparable<Int256>,
    IComparable,
    ISpanFormattable,
    IUtf8SpanFormattable,
    ISpanParsable<Int256>,
    IUtf8SpanParsable<Int256>
{
    private readonly UInt256 _bits;

    private Int256(in UInt256 bits) => _bits = bits;

    /// <summary>Zero.</summary>
    public static Int256 Zero => default;

    /// <summary>One.</summary>
    public static Int256 One => new(UInt256.One);

    /// <summary>-1.</summary>
    public static Int256 MinusOne => new(UInt256.MaxValue);

    /// <summary>-2^255.</summary>
    public static Int256 MinValue => new(new UInt256(0, 0, 0, 1UL << 63));

    /// <summary>2^255 - 1.</summary>
    public static Int256 MaxValue => new(new UInt256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue >> 1));

    /// <summary>Whether the value is zero.</summary>
    public bool IsZero => _bits.IsZero;

    /// <summary>Whether the value is below zero.</summary>
    public bool IsNegative => _bits.U3 >> 63 != 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => IsNegative ? -1 : IsZero ? 0 : 1;

    /// <summary>The distance from zero; exact also for <see cref="MinValue"/>.</summary>
    public UInt256 Magnitude => IsNegative ? UInt256.NegateWrapping(_bits) : _bits;

    /// <inheritdoc/>
    public bool Equals(Int256 other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Int256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Int256 other) => this < other ? -1 : other < this ? 1 : 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="obj"/> is neither null nor an <see cref="Int256"/>.</exception>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is Int256 other ? CompareTo(other) : throw new ArgumentException($"Expected an {nameof(Int256)}.", nameof(obj));

    /// <summary>The smaller of two values.</summary>
    public static Int256 Min(in Int256 left, in Int256 right) => right < left ? right : left;

    /// <summary>The larger of two values.</summary>
    public static Int256 Max(in Int256 left, in Int256 right) => left < right ? right : left;
}
