using System.Numerics;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>How the suite makes and reads values of a type: through its limbs, not through the conversions under test.</summary>
internal sealed record Word<T>(BigInteger Minimum, BigInteger Maximum, Func<BigInteger, T> Make, Func<T, BigInteger> Read, Type OutOfRange)
{
    public static readonly BigInteger Modulus = BigInteger.One << 256;

    public BigInteger[] Table { get; } = [.. Operands.Table.Select(value => value > Maximum ? value - Modulus : value)];

    public Expected Fit(BigInteger value) => value < Minimum || value > Maximum ? OutOfRange : value;

    public bool Fits(BigInteger value) => value >= Minimum && value <= Maximum;

    public BigInteger Wrap(BigInteger value)
    {
        BigInteger bits = ((value % Modulus) + Modulus) % Modulus;
        return bits > Maximum ? bits - Modulus : bits;
    }

    public BigInteger Random(Random random) => Wrap(Operands.Random(random));
}

internal static class Word
{
    public static readonly Word<UInt256> Unsigned = new(0, (BigInteger.One << 256) - 1, Make, Read, typeof(OverflowException));

    public static readonly Word<Int256> Signed = new(
        -(BigInteger.One << 255),
        (BigInteger.One << 255) - 1,
        value => Int256.FromTwosComplement(Make(value.Sign < 0 ? value + Word<Int256>.Modulus : value)),
        value => Read(value.ToTwosComplement()) is var bits && bits >> 255 != 0 ? bits - Word<Int256>.Modulus : bits,
        typeof(OverflowException));

    private static UInt256 Make(BigInteger value) => new(Limb(value, 0), Limb(value, 1), Limb(value, 2), Limb(value, 3));

    private static ulong Limb(BigInteger value, int index) => (ulong)((value >> (64 * index)) & ulong.MaxValue);

    private static BigInteger Read(UInt256 value) => value.U0 + ((BigInteger)value.U1 << 64) + ((BigInteger)value.U2 << 128) + ((BigInteger)value.U3 << 192);
}
