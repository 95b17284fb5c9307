using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Amm.Numerics;

/// <summary>An unsigned integer of 256 bits, the word of the Ethereum virtual machine. <c>default</c> is zero.</summary>
/// <remarks>Operators are checked: they throw <see cref="OverflowException"/> where the result does not fit. Arithmetic modulo 2^256 has
/// names that end in <c>Wrapping</c>; arithmetic that reports overflow has names that begin with <c>Try</c>. Division rounds down.
/// An output of a method may be the same variable as one of its inputs.</remarks>
public readonly partial struct UInt256 :
    IEquatable<UInt256>,
    IComparable<UInt256>,
    IComparable,
    ISpanFormattable,
    IUtf8SpanFormattable,
    ISpanParsable<UInt256>,
    IUtf8SpanParsable<UInt256>
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

    /// <summary>Whether the value is one.</summary>
    public bool IsOne => ((U0 ^ 1) | U1 | U2 | U3) == 0;

    /// <summary>Whether the lowest bit is clear.</summary>
    public bool IsEven => (U0 & 1) == 0;

    /// <summary>Whether exactly one bit is set.</summary>
    public bool IsPowerOfTwo =>
        BitOperations.PopCount(U0) + BitOperations.PopCount(U1) + BitOperations.PopCount(U2) + BitOperations.PopCount(U3) == 1;

    /// <summary>Whether the value fits in 64 bits.</summary>
    public bool IsUInt64 => (U1 | U2 | U3) == 0;

    /// <summary>Whether the value fits in 128 bits.</summary>
    public bool IsUInt128 => (U2 | U3) == 0;

    /// <summary>The number of bits without leading zeros; 0 for zero.</summary>
    public int BitLength => 256 - LeadingZeroCount;

    /// <summary>The number of zeros above the highest bit that is set; 256 for zero.</summary>
    public int LeadingZeroCount =>
        U3 != 0 ? BitOperations.LeadingZeroCount(U3)
        : U2 != 0 ? 64 + BitOperations.LeadingZeroCount(U2)
        : U1 != 0 ? 128 + BitOperations.LeadingZeroCount(U1)
        : 192 + BitOperations.LeadingZeroCount(U0);

    /// <summary>The number of zeros below the lowest bit that is set; 256 for zero.</summary>
    public int TrailingZeroCount =>
        U0 != 0 ? BitOperations.TrailingZeroCount(U0)
        : U1 != 0 ? 64 + BitOperations.TrailingZeroCount(U1)
        : U2 != 0 ? 128 + BitOperations.TrailingZeroCount(U2)
        : 192 + BitOperations.TrailingZeroCount(U3);

    /// <summary>The number of bits that are set.</summary>
    public int PopCount =>
        BitOperations.PopCount(U0) + BitOperations.PopCount(U1) + BitOperations.PopCount(U2) + BitOperations.PopCount(U3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(UInt256 other) => ((U0 ^ other.U0) | (U1 ^ other.U1) | (U2 ^ other.U2) | (U3 ^ other.U3)) == 0;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // HashCode.Combine is no use here: ulong.GetHashCode joins its halves by exclusive or, so -1 would hash as 0 does. The two halves of a
        // wide product depend on all bits of both limbs.
        ulong high = Limb.Multiply(U0 ^ 0x9E3779B97F4A7C15, U1 ^ 0xC2B2AE3D27D4EB4F, out ulong low);
        ulong hash = high ^ low;
        high = Limb.Multiply(U2 ^ 0x165667B19E3779F9 ^ hash, U3 ^ 0xD6E8FEB86659FD93, out low);
        return (high ^ low).GetHashCode();
    }

    /// <inheritdoc/>
    public int CompareTo(UInt256 other) => this < other ? -1 : other < this ? 1 : 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="obj"/> is neither null nor a <see cref="UInt256"/>.</exception>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is UInt256 other ? CompareTo(other) : throw new ArgumentException($"Expected a {nameof(UInt256)}.", nameof(obj));

    /// <summary>The smaller of two values.</summary>
    public static UInt256 Min(in UInt256 left, in UInt256 right) => right < left ? right : left;

    /// <summary>The larger of two values.</summary>
    public static UInt256 Max(in UInt256 left, in UInt256 right) => left < right ? right : left;
}
