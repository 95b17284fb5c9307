using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>A fraction of big integers: sums and products of it are exact. What the ledger does not need is not there.</summary>
internal readonly struct Rational : INumber<Rational>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominatorLessOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        _numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    public static Rational One => new(1, 1);

    public static Rational Zero => default;

    public static Rational AdditiveIdentity => Zero;

    public static Rational MultiplicativeIdentity => One;

    public static int Radix => 2;

    private BigInteger Denominator => _denominatorLessOne + 1;

    public static implicit operator Rational(BigInteger value) => new(value, 1);

    public static Rational operator +(Rational value) => value;

    public static Rational operator -(Rational value) => new(-value._numerator, value.Denominator);

    public static Rational operator +(Rational left, Rational right) =>
        new((left._numerator * right.Denominator) + (right._numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator *(Rational left, Rational right) => new(left._numerator * right._numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) => new(left._numerator * right.Denominator, left.Denominator * right._numerator);

    public static Rational operator %(Rational left, Rational right) => throw new NotSupportedException();

    public static Rational operator ++(Rational value) => value + One;

    public static Rational operator --(Rational value) => value - One;

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    public static Rational Abs(Rational value) => IsNegative(value) ? -value : value;

    public static bool IsCanonical(Rational value) => true;

    public static bool IsComplexNumber(Rational value) => false;

    public static bool IsEvenInteger(Rational value) => IsInteger(value) && value._numerator.IsEven;

    public static bool IsFinite(Rational value) => true;

    public static bool IsImaginaryNumber(Rational value) => false;

    public static bool IsInfinity(Rational value) => false;

    public static bool IsInteger(Rational value) => value._denominatorLessOne.IsZero;

    public static bool IsNaN(Rational value) => false;

    public static bool IsNegative(Rational value) => value._numerator.Sign < 0;

    public static bool IsNegativeInfinity(Rational value) => false;

    public static bool IsNormal(Rational value) => !IsZero(value);

    public static bool IsOddInteger(Rational value) => IsInteger(value) && !value._numerator.IsEven;

    public static bool IsPositive(Rational value) => value._numerator.Sign >= 0;

    public static bool IsPositiveInfinity(Rational value) => false;

    public static bool IsRealNumber(Rational value) => true;

    public static bool IsSubnormal(Rational value) => false;

    public static bool IsZero(Rational value) => value._numerator.IsZero;

    public static Rational MaxMagnitude(Rational x, Rational y) => Abs(x) > Abs(y) ? x : y;

    public static Rational MaxMagnitudeNumber(Rational x, Rational y) => MaxMagnitude(x, y);

    public static Rational MinMagnitude(Rational x, Rational y) => Abs(x) < Abs(y) ? x : y;

    public static Rational MinMagnitudeNumber(Rational x, Rational y) => MinMagnitude(x, y);

    public static Rational Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => throw new NotSupportedException();

    public static Rational Parse(string s, NumberStyles style, IFormatProvider? provider) => throw new NotSupportedException();

    public static Rational Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => throw new NotSupportedException();

    public static Rational Parse(string s, IFormatProvider? provider) => throw new NotSupportedException();

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Rational result) => throw new NotSupportedException();

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out Rational result) => throw new NotSupportedException();

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Rational result) => throw new NotSupportedException();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Rational result) => throw new NotSupportedException();

    public static bool TryConvertFromChecked<TOther>(TOther value, out Rational result)
        where TOther : INumberBase<TOther>
    {
        bool isInteger = TOther.IsInteger(value);
        result = isInteger ? BigInteger.CreateChecked(value) : default;
        return isInteger;
    }

    public static bool TryConvertFromSaturating<TOther>(TOther value, out Rational result)
        where TOther : INumberBase<TOther> => TryConvertFromChecked(value, out result);

    public static bool TryConvertFromTruncating<TOther>(TOther value, out Rational result)
        where TOther : INumberBase<TOther> => TryConvertFromChecked(value, out result);

    public static bool TryConvertToChecked<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result)
        where TOther : INumberBase<TOther>
    {
        // 2^200 parts of the fraction's denominator are more than a double can tell.
        result = TOther.CreateChecked((double)((value._numerator << 200) / value.Denominator) / Math.Pow(2, 200));
        return true;
    }

    public static bool TryConvertToSaturating<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result)
        where TOther : INumberBase<TOther> => TryConvertToChecked(value, out result);

    public static bool TryConvertToTruncating<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result)
        where TOther : INumberBase<TOther> => TryConvertToChecked(value, out result);

    public int CompareTo(Rational other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);

    public int CompareTo(object? obj) => obj is Rational other ? CompareTo(other) : 1;

    public bool Equals(Rational other) => _numerator == other._numerator && _denominatorLessOne == other._denominatorLessOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne);

    public override string ToString() => $"{_numerator}/{Denominator}";

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(provider, $"{_numerator}/{Denominator}", out charsWritten);
}
