using System.Numerics;
using System.Reflection;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>Oracles of the two integer types: arithmetic, comparison, bits and conversions.</summary>
internal static class IntegerOracle
{
    private static readonly Type Overflow = typeof(OverflowException);
    private static readonly Type DivideByZero = typeof(DivideByZeroException);
    private static readonly Word<ulong> UInt64 = new(0, ulong.MaxValue, value => (ulong)value, value => value, Overflow);
    private static readonly Word<long> Int64 = new(long.MinValue, long.MaxValue, value => (long)value, value => value, Overflow);
    private static readonly Word<UInt128> UInt128Word = new(0, UInt128.MaxValue, value => (UInt128)value, value => value, Overflow);
    private static readonly Word<Int128> Int128Word = new(Int128.MinValue, Int128.MaxValue, value => (Int128)value, value => value, Overflow);
    private static readonly Word<UInt256> U = Word.Unsigned;
    private static readonly Word<Int256> I = Word.Signed;

    public static Dictionary<string, Action<MemberInfo>> Unsigned { get; } = new(Shared("UInt256", U))
    {
        ["UInt256..ctor(UInt64,UInt64,UInt64,UInt64)"] = Constructor,
        ["UInt256.MaxPowerOfTen"] = m => Oracle.Field(m, 77),
        ["UInt256.PowerOfTen(Int32)"] = PowerOfTen,
        ["UInt256.get_MaxValue()"] = m => Oracle.Constant(m, U, BigInteger.Pow(2, 256) - 1),
        ["UInt256.get_IsOne()"] = m => Oracle.Property(m, U, value => value.IsOne),
        ["UInt256.get_IsEven()"] = m => Oracle.Property(m, U, value => value.IsEven),
        ["UInt256.get_IsPowerOfTwo()"] = m => Oracle.Property(m, U, value => value.IsPowerOfTwo),
        ["UInt256.get_IsUInt64()"] = m => Oracle.Property(m, U, value => value <= ulong.MaxValue),
        ["UInt256.get_IsUInt128()"] = m => Oracle.Property(m, U, value => value <= UInt128.MaxValue),
        ["UInt256.get_BitLength()"] = m => Oracle.Property(m, U, value => (int)value.GetBitLength()),
        ["UInt256.get_LeadingZeroCount()"] = m => Oracle.Property(m, U, value => 256 - (int)value.GetBitLength()),
        ["UInt256.get_TrailingZeroCount()"] = m => Oracle.Property(m, U, value => Enumerable.Range(0, 257).First(bit => bit == 256 || !(value >> bit).IsEven)),
        ["UInt256.get_PopCount()"] = m => Oracle.Property(m, U, value => Enumerable.Range(0, 256).Count(bit => !(value >> bit).IsEven)),
        ["UInt256.op_Division(UInt256,UInt256)"] = m => Oracle.Binary(m, U, (a, b) => b.IsZero ? DivideByZero : BigInteger.Divide(a, b)),
        ["UInt256.op_Implicit(UInt64):UInt256"] = m => FromNarrow(m, UInt64, U),
        ["UInt256.op_Implicit(UInt128):UInt256"] = m => FromNarrow(m, UInt128Word, U),
        ["UInt256.op_Explicit(UInt256):UInt64"] = m => Oracle.Convert(m, U, UInt64, UInt64.Fit),
        ["UInt256.op_Explicit(UInt256):UInt128"] = m => Oracle.Convert(m, U, UInt128Word, UInt128Word.Fit),
    };

    public static Dictionary<string, Action<MemberInfo>> Signed { get; } = new(Shared("Int256", I))
    {
        ["Int256.get_MinusOne()"] = m => Oracle.Constant(m, I, -1),
        ["Int256.get_MinValue()"] = m => Oracle.Constant(m, I, -BigInteger.Pow(2, 255)),
        ["Int256.get_MaxValue()"] = m => Oracle.Constant(m, I, BigInteger.Pow(2, 255) - 1),
        ["Int256.get_IsNegative()"] = m => Oracle.Property(m, I, value => value.Sign < 0),
        ["Int256.get_Sign()"] = m => Oracle.Property(m, I, value => value.Sign),
        ["Int256.get_Magnitude()"] = m => Oracle.Property(m, I, value => U.Make(BigInteger.Abs(value))),
        ["Int256.Abs(Int256)"] = m => Oracle.Unary(m, I, value => I.Fit(BigInteger.Abs(value))),
        ["Int256.op_UnaryNegation(Int256)"] = m => Oracle.Unary(m, I, value => I.Fit(-value)),
        ["Int256.op_Division(Int256,Int256)"] = m => Oracle.Binary(m, I, (a, b) => b.IsZero ? DivideByZero : I.Fit(BigInteger.Divide(a, b))),
        ["Int256.DivideWrapping(Int256,Int256)"] = m => Oracle.Binary(m, I, (a, b) => b.IsZero ? DivideByZero : I.Wrap(BigInteger.Divide(a, b))),
        ["Int256.op_Implicit(Int64):Int256"] = m => FromNarrow(m, Int64, I),
        ["Int256.op_Implicit(Int128):Int256"] = m => FromNarrow(m, Int128Word, I),
        ["Int256.op_Implicit(UInt128):Int256"] = m => FromNarrow(m, UInt128Word, I),
        ["Int256.op_Explicit(Int256):Int64"] = m => Oracle.Convert(m, I, Int64, Int64.Fit),
        ["Int256.op_Explicit(Int256):Int128"] = m => Oracle.Convert(m, I, Int128Word, Int128Word.Fit),
        ["Int256.op_Explicit(UInt256):Int256"] = m => Oracle.Convert(m, U, I, I.Fit),
        ["Int256.op_Explicit(Int256):UInt256"] = m => Oracle.Convert(m, I, U, U.Fit),
        ["Int256.FromTwosComplement(UInt256)"] = m => Oracle.Convert(m, U, I, value => I.Wrap(value)),
        ["Int256.ToTwosComplement()"] = m => Oracle.Property(m, I, value => U.Make(U.Wrap(value))),
    };

    private static Dictionary<string, Action<MemberInfo>> Shared<T>(string name, Word<T> word)
        where T : IComparable<T>, IEquatable<T> => new()
        {
            [$"{name}.ByteCount"] = m => Oracle.Field(m, 32),
            [$"{name}.get_Zero()"] = m => Oracle.Constant(m, word, 0),
            [$"{name}.get_One()"] = m => Oracle.Constant(m, word, 1),
            [$"{name}.get_IsZero()"] = m => Oracle.Property(m, word, value => value.IsZero),
            [$"{name}.op_Equality({name},{name})"] = m => Oracle.Compare(m, word, (a, b) => a == b),
            [$"{name}.op_Inequality({name},{name})"] = m => Oracle.Compare(m, word, (a, b) => a != b),
            [$"{name}.op_LessThan({name},{name})"] = m => Oracle.Compare(m, word, (a, b) => a < b),
            [$"{name}.op_GreaterThan({name},{name})"] = m => Oracle.Compare(m, word, (a, b) => a > b),
            [$"{name}.op_LessThanOrEqual({name},{name})"] = m => Oracle.Compare(m, word, (a, b) => a <= b),
            [$"{name}.op_GreaterThanOrEqual({name},{name})"] = m => Oracle.Compare(m, word, (a, b) => a >= b),
            [$"{name}.op_Addition({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => word.Fit(a + b)),
            [$"{name}.op_Subtraction({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => word.Fit(a - b)),
            [$"{name}.op_Multiply({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => word.Fit(a * b)),
            [$"{name}.op_Modulus({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => b.IsZero ? DivideByZero : BigInteger.Remainder(a, b)),
            [$"{name}.op_BitwiseAnd({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => a & b),
            [$"{name}.op_BitwiseOr({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => a | b),
            [$"{name}.op_ExclusiveOr({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => a ^ b),
            [$"{name}.op_OnesComplement({name})"] = m => Oracle.Unary(m, word, value => word.Wrap(-1 - value)),
            [$"{name}.op_LeftShift({name},Int32)"] = m => Oracle.Shift(m, word, (value, count) => value << count),
            [$"{name}.op_RightShift({name},Int32)"] = m => Oracle.Shift(m, word, (value, count) => value >> count),
            [$"{name}.AddWrapping({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => word.Wrap(a + b)),
            [$"{name}.SubtractWrapping({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => word.Wrap(a - b)),
            [$"{name}.MultiplyWrapping({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => word.Wrap(a * b)),
            [$"{name}.NegateWrapping({name})"] = m => Oracle.Unary(m, word, value => word.Wrap(-value)),
            [$"{name}.TryAdd({name},{name},out {name})"] = m => Oracle.TryBinary(m, word, (a, b) => a + b),
            [$"{name}.TrySubtract({name},{name},out {name})"] = m => Oracle.TryBinary(m, word, (a, b) => a - b),
            [$"{name}.TryMultiply({name},{name},out {name})"] = m => Oracle.TryBinary(m, word, (a, b) => a * b),
            [$"{name}.Min({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => BigInteger.Min(a, b)),
            [$"{name}.Max({name},{name})"] = m => Oracle.Binary(m, word, (a, b) => BigInteger.Max(a, b)),
            [$"{name}.Equals({name})"] = m => Pairwise(m, word, Oracle.Bind<Shapes.Self<T, T, bool>>(m), (a, b) => a == b),
            [$"{name}.CompareTo({name})"] = m => Pairwise(m, word, Oracle.Bind<Shapes.Self<T, T, int>>(m), (a, b) => a.CompareTo(b)),
            [$"{name}.Equals(Object)"] = m => EqualsObject(m, word),
            [$"{name}.CompareTo(Object)"] = m => CompareToObject(m, word),
            [$"{name}.GetHashCode()"] = m => HashCode(m, word),
            [$"{name}.FromBigInteger(BigInteger)"] = m => FromBigInteger(m, word),
            [$"{name}.ToBigInteger()"] = m => Oracle.Property(m, word, value => value),
            [$"{name}.ReadBigEndian(ReadOnlySpan<Byte>)"] = m => ReadBigEndian(m, word),
            [$"{name}.WriteBigEndian(Span<Byte>)"] = m => WriteBigEndian(m, word),
        };

    private static void Constructor(MemberInfo member)
    {
        UInt256 value = (UInt256)((ConstructorInfo)member).Invoke([1UL, 2UL, 3UL, ulong.MaxValue]);
        BigInteger expected = 1 + (2 * BigInteger.Pow(2, 64)) + (3 * BigInteger.Pow(2, 128)) + (ulong.MaxValue * BigInteger.Pow(2, 192));
        Assert.Equal(expected.ToString(null, null), value.ToString());
    }

    private static void PowerOfTen(MemberInfo member)
    {
        Func<int, UInt256> power = Oracle.Bind<Func<int, UInt256>>(member);
        for (int exponent = 0; exponent <= 77; exponent++)
        {
            Assert.Equal(BigInteger.Pow(10, exponent), U.Read(power(exponent)));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => power(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => power(78));
    }

    private static void FromNarrow<TNarrow, T>(MemberInfo member, Word<TNarrow> narrow, Word<T> word)
    {
        Func<TNarrow, T> convert = Oracle.Bind<Func<TNarrow, T>>(member);
        foreach (BigInteger value in Oracle.Singles(word).Append(narrow.Minimum).Append(narrow.Maximum).Where(narrow.Fits))
        {
            Assert.Equal(value, word.Read(convert(narrow.Make(value))));
        }
    }

    private static void Pairwise<T, TResult>(MemberInfo member, Word<T> word, Shapes.Self<T, T, TResult> operation, Func<BigInteger, BigInteger, TResult> expected)
    {
        foreach ((BigInteger left, BigInteger right) in Oracle.Pairs(word))
        {
            T self = word.Make(left);
            Assert.True(Equals(expected(left, right), operation(ref self, word.Make(right))), $"{member.Name}({left}, {right})");
        }
    }

    private static void EqualsObject<T>(MemberInfo member, Word<T> word)
    {
        var equals = Oracle.Bind<Shapes.Self<T, object?, bool>>(member);
        Pairwise(member, word, (ref T self, T other) => equals(ref self, other), (a, b) => a == b);
        T zero = word.Make(0);
        Assert.False(equals(ref zero, null));
        Assert.False(equals(ref zero, 0UL));
    }

    private static void CompareToObject<T>(MemberInfo member, Word<T> word)
    {
        var compare = Oracle.Bind<Shapes.Self<T, object?, int>>(member);
        Pairwise(member, word, (ref T self, T other) => compare(ref self, other), (a, b) => a.CompareTo(b));
        T zero = word.Make(0);
        Assert.Equal(1, compare(ref zero, null));
        Assert.Throws<ArgumentException>(() => compare(ref zero, 0UL));
    }

    private static void HashCode<T>(MemberInfo member, Word<T> word)
    {
        var hash = Oracle.Bind<Shapes.Self<T, int>>(member);
        HashSet<int> seen = [];
        foreach (BigInteger value in word.Table)
        {
            T self = word.Make(value);
            T again = word.Make(value);
            Assert.Equal(hash(ref self), hash(ref again));
            seen.Add(hash(ref self));
        }
        // Of some seventy hash codes of 32 bits, two are equal once in two million tables.
        Assert.Equal(word.Table.Length, seen.Count);
    }

    private static void FromBigInteger<T>(MemberInfo member, Word<T> word)
    {
        Func<BigInteger, T> convert = Oracle.Bind<Func<BigInteger, T>>(member);
        BigInteger[] outside = [word.Minimum - 1, word.Maximum + 1, BigInteger.Pow(2, 300), -BigInteger.Pow(2, 300)];
        foreach (BigInteger value in Oracle.Singles(word).Concat(outside))
        {
            word.Fit(value).Check(() => word.Read(convert(value)), () => $"{member.Name}({value})");
        }
    }

    private static void ReadBigEndian<T>(MemberInfo member, Word<T> word)
    {
        var read = Oracle.Bind<Func<ReadOnlySpan<byte>, T>>(member);
        foreach (BigInteger value in Oracle.Singles(word))
        {
            Assert.Equal(value, word.Read(read([.. BigEndian(value), 0xCC])));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => read(new byte[31]));
    }

    private static void WriteBigEndian<T>(MemberInfo member, Word<T> word)
    {
        var write = Oracle.Bind<Shapes.SelfAction<T, Span<byte>>>(member);
        foreach (BigInteger value in Oracle.Singles(word))
        {
            byte[] bytes = new byte[33];
            bytes[32] = 0xCC;
            T self = word.Make(value);
            write(ref self, bytes);
            Assert.Equal([.. BigEndian(value), 0xCC], bytes);
        }
        T zero = word.Make(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => write(ref zero, new byte[31]));
    }

    private static byte[] BigEndian(BigInteger value)
    {
        byte[] bytes = new byte[32];
        BigInteger bits = U.Wrap(value);
        for (int i = 31; i >= 0; i--)
        {
            bytes[i] = (byte)(bits & 255);
            bits >>= 8;
        }
        return bytes;
    }
}
