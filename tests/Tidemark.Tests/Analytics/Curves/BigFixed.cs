using System.Numerics;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>Numbers with 90 digits after the point, for oracles that a double's cancellation cannot touch. Doubles go in exactly to that scale.</summary>
internal readonly record struct BigFixed(BigInteger Units) : IComparable<BigFixed>
{
    private const int Digits = 90;

    private static readonly BigInteger Scale = BigInteger.Pow(10, Digits);

    public static BigFixed One { get; } = new(Scale);

    public static implicit operator BigFixed(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        BigInteger significand = (bits & 0xfffffffffffffL) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075;
        BigInteger units = significand * Scale;
        units = shift >= 0 ? units << shift : units >> -shift;
        return new BigFixed(bits < 0 ? -units : units);
    }

    public static explicit operator double(BigFixed value)
    {
        // Enough digits for a double, whatever the magnitude: the quotient keeps 70 bits.
        if (value.Units.IsZero)
        {
            return 0;
        }
        int shift = 70 - (int)((long)BigInteger.Abs(value.Units).GetBitLength() - Scale.GetBitLength());
        BigInteger quotient = shift >= 0 ? (value.Units << shift) / Scale : value.Units / (Scale << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    public static BigFixed operator +(BigFixed left, BigFixed right) => new(left.Units + right.Units);

    public static BigFixed operator -(BigFixed left, BigFixed right) => new(left.Units - right.Units);

    public static BigFixed operator -(BigFixed value) => new(-value.Units);

    public static BigFixed operator *(BigFixed left, BigFixed right) => new(left.Units * right.Units / Scale);

    public static BigFixed operator /(BigFixed left, BigFixed right) => new(left.Units * Scale / right.Units);

    public static bool operator <(BigFixed left, BigFixed right) => left.Units < right.Units;

    public static bool operator >(BigFixed left, BigFixed right) => left.Units > right.Units;

    public static bool operator <=(BigFixed left, BigFixed right) => left.Units <= right.Units;

    public static bool operator >=(BigFixed left, BigFixed right) => left.Units >= right.Units;

    public static BigFixed Min(BigFixed left, BigFixed right) => left < right ? left : right;

    public int CompareTo(BigFixed other) => Units.CompareTo(other.Units);

    public BigFixed Sqrt()
    {
        BigInteger square = Units * Scale;
        if (square.Sign <= 0)
        {
            return square.IsZero ? this : throw new InvalidOperationException("A negative number has no root.");
        }
        BigInteger root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return new BigFixed(root);
            }
            root = next;
        }
    }
}
