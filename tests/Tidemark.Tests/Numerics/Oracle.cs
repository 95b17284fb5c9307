using System.Numerics;
using System.Reflection;

namespace Tidemark.Tests.Numerics;

/// <summary>The registry: for each public operation's name, a run of that very operation against big integers.</summary>
/// <remarks>A run gets the method that reflection found under the name and binds it, so a name cannot stand without its operation.</remarks>
internal static class Oracle
{
    private const int RandomCases = 4000;

    public static SortedDictionary<string, Action<MemberInfo>> All { get; } = Merge(IntegerOracle.Unsigned, IntegerOracle.Signed, TextOracle.All, FullMathOracle.All);

    public static void Constant<T>(MemberInfo member, Word<T> word, BigInteger expected) => Assert.Equal(expected, word.Read(Bind<Func<T>>(member)()));

    public static void Field(MemberInfo member, int expected) => Assert.Equal(expected, ((FieldInfo)member).GetRawConstantValue());

    public static void Property<T, TResult>(MemberInfo member, Word<T> word, Func<BigInteger, TResult> expected)
    {
        Shapes.Self<T, TResult> get = Bind<Shapes.Self<T, TResult>>(member);
        foreach (BigInteger value in Singles(word))
        {
            T self = word.Make(value);
            TResult actual = get(ref self);
            Assert.True(Equals(expected(value), actual), $"{member.Name} of {value}: {actual}");
        }
    }

    public static void Convert<T, TResult>(MemberInfo member, Word<T> word, Word<TResult> target, Func<BigInteger, Expected> expected)
    {
        Shapes.Unary<T, TResult> operation = Bind<Shapes.Unary<T, TResult>>(member);
        foreach (BigInteger value in Singles(word))
        {
            expected(value).Check(() => target.Read(operation(word.Make(value))), () => $"{member.Name}({value})");
        }
    }

    public static void Unary<T>(MemberInfo member, Word<T> word, Func<BigInteger, Expected> expected) => Convert(member, word, word, expected);

    public static void Binary<T>(MemberInfo member, Word<T> word, Func<BigInteger, BigInteger, Expected> expected)
    {
        Shapes.Binary<T, T> operation = Bind<Shapes.Binary<T, T>>(member);
        foreach ((BigInteger left, BigInteger right) in Pairs(word))
        {
            expected(left, right).Check(() => word.Read(operation(word.Make(left), word.Make(right))), () => $"{member.Name}({left}, {right})");
        }
    }

    public static void Compare<T>(MemberInfo member, Word<T> word, Func<BigInteger, BigInteger, bool> expected)
    {
        Shapes.Binary<T, bool> operation = Bind<Shapes.Binary<T, bool>>(member);
        foreach ((BigInteger left, BigInteger right) in Pairs(word))
        {
            Assert.True(expected(left, right) == operation(word.Make(left), word.Make(right)), $"{member.Name}({left}, {right})");
        }
    }

    public static void Shift<T>(MemberInfo member, Word<T> word, Func<BigInteger, int, BigInteger> expected)
    {
        Shapes.Shift<T, T> operation = Bind<Shapes.Shift<T, T>>(member);
        foreach (BigInteger value in Singles(word).Take(1000))
        {
            T operand = word.Make(value);
            for (int count = 0; count <= 260; count++)
            {
                Assert.True(word.Wrap(expected(value, count)) == word.Read(operation(operand, count)), $"{member.Name}({value}, {count})");
            }
            Assert.Equal(word.Wrap(expected(value, 10_000)), word.Read(operation(operand, int.MaxValue)));
            Assert.Throws<ArgumentOutOfRangeException>(() => operation(operand, -1));
        }
    }

    /// <summary>A Try method whose result is the one modulo 2^256 where it does not fit.</summary>
    public static void TryBinary<T>(MemberInfo member, Word<T> word, Func<BigInteger, BigInteger, BigInteger> expected)
    {
        Shapes.TryBinary<T> operation = Bind<Shapes.TryBinary<T>>(member);
        foreach ((BigInteger left, BigInteger right) in Pairs(word))
        {
            BigInteger exact = expected(left, right);
            T a = word.Make(left);
            T b = word.Make(right);
            bool fits = operation(a, b, out T result);
            string context = $"{member.Name}({left}, {right})";
            Assert.True(fits == word.Fits(exact), context);
            Assert.True(word.Wrap(exact) == word.Read(result), context);
            T alias = a;
            Assert.True(fits == operation(in alias, in b, out alias) && alias!.Equals(result), context + ", the result in the left operand");
            alias = b;
            Assert.True(fits == operation(in a, in alias, out alias) && alias!.Equals(result), context + ", the result in the right operand");
            if (left == right)
            {
                alias = a;
                Assert.True(fits == operation(in alias, in alias, out alias) && alias!.Equals(result), context + ", the result in both operands");
            }
        }
    }

    public static TDelegate Bind<TDelegate>(MemberInfo member)
        where TDelegate : Delegate => ((MethodInfo)member).CreateDelegate<TDelegate>();

    public static IEnumerable<BigInteger> Singles<T>(Word<T> word)
    {
        Random random = new(Operands.Seed);
        return word.Table.Concat(Enumerable.Range(0, RandomCases).Select(_ => word.Random(random)));
    }

    public static IEnumerable<(BigInteger Left, BigInteger Right)> Pairs<T>(Word<T> word)
    {
        Random random = new(Operands.Seed);
        foreach (BigInteger left in word.Table)
        {
            foreach (BigInteger right in word.Table)
            {
                yield return (left, right);
            }
        }
        for (int i = 0; i < RandomCases; i++)
        {
            yield return (word.Random(random), word.Random(random));
        }
    }

    private static SortedDictionary<string, Action<MemberInfo>> Merge(params Dictionary<string, Action<MemberInfo>>[] parts)
    {
        SortedDictionary<string, Action<MemberInfo>> all = new(StringComparer.Ordinal);
        foreach ((string name, Action<MemberInfo> run) in parts.SelectMany(part => part))
        {
            all.Add(name, run);
        }
        return all;
    }
}
