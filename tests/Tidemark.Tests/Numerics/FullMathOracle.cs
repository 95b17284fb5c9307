using System.Numerics;
using System.Reflection;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>Oracles of the 512-bit operations.</summary>
internal static class FullMathOracle
{
    private const int RandomCases = 40_000;
    private const int ThrowingCases = 6000;
    private static readonly Word<UInt256> Word = Numerics.Word.Unsigned;

    public static Dictionary<string, Action<MemberInfo>> All { get; } = new()
    {
        ["FullMath.MultiplyFull(UInt256,UInt256,out UInt256,out UInt256)"] = MultiplyFull,
        ["FullMath.DivRem(UInt256,UInt256,out UInt256,out UInt256)"] = DivRem,
        ["FullMath.MulDiv(UInt256,UInt256,UInt256)"] = m => Ternary(m, Floor),
        ["FullMath.MulDivRoundingUp(UInt256,UInt256,UInt256)"] = m => Ternary(m, Ceiling),
        ["FullMath.TryMulDiv(UInt256,UInt256,UInt256,out UInt256)"] = m => TryTernary(m, Floor),
        ["FullMath.TryMulDivRoundingUp(UInt256,UInt256,UInt256,out UInt256)"] = m => TryTernary(m, Ceiling),
        ["FullMath.TryDivRem512(UInt256,UInt256,UInt256,out UInt256,out UInt256)"] = TryDivRem512,
        ["FullMath.DivRoundingUp(UInt256,UInt256)"] = m => Oracle.Binary(m, Word, (a, b) => b.IsZero ? typeof(DivideByZeroException) : Ceiling(a, b)),
        ["FullMath.Sqrt(UInt256)"] = Sqrt,
        ["Q96.get_One()"] = m => Oracle.Constant(m, Word, BigInteger.Pow(2, 96)),
        ["Q128.get_One()"] = m => Oracle.Constant(m, Word, BigInteger.Pow(2, 128)),
    };

    private static BigInteger Floor(BigInteger dividend, BigInteger divisor) => BigInteger.Divide(dividend, divisor);

    private static BigInteger Ceiling(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;

    private static void MultiplyFull(MemberInfo member)
    {
        var multiply = Oracle.Bind<Shapes.BinaryPair<UInt256>>(member);
        foreach ((BigInteger left, BigInteger right) in Oracle.Pairs(Word))
        {
            BigInteger product = left * right;
            CheckPair(multiply, left, right, product >> 256, product % Word<UInt256>.Modulus);
            CheckAliases(multiply, left, right, product >> 256, product % Word<UInt256>.Modulus);
        }
    }

    private static void DivRem(MemberInfo member)
    {
        var divide = Oracle.Bind<Shapes.BinaryPair<UInt256>>(member);
        foreach ((BigInteger left, BigInteger right) in Oracle.Pairs(Word))
        {
            if (right.IsZero)
            {
                Assert.Throws<DivideByZeroException>(() => divide(Word.Make(left), Word.Make(right), out _, out _));
                continue;
            }
            BigInteger quotient = BigInteger.DivRem(left, right, out BigInteger remainder);
            CheckPair(divide, left, right, quotient, remainder);
            CheckAliases(divide, left, right, quotient, remainder);
        }
    }

    private static void CheckPair(Shapes.BinaryPair<UInt256> operation, BigInteger left, BigInteger right, BigInteger first, BigInteger second)
    {
        operation(Word.Make(left), Word.Make(right), out UInt256 x, out UInt256 y);
        Assert.True(Word.Read(x) == first && Word.Read(y) == second, $"{left}, {right}: {x}, {y}");
    }

    private static void CheckAliases(Shapes.BinaryPair<UInt256> operation, BigInteger left, BigInteger right, BigInteger first, BigInteger second)
    {
        UInt256 a = Word.Make(left), b = Word.Make(right);
        operation(in a, in b, out a, out b);
        Assert.True(Word.Read(a) == first && Word.Read(b) == second, $"{left}, {right}, in place: {a}, {b}");
        (a, b) = (Word.Make(left), Word.Make(right));
        operation(in a, in b, out b, out a);
        Assert.True(Word.Read(b) == first && Word.Read(a) == second, $"{left}, {right}, crossed: {b}, {a}");
    }

    private static void Ternary(MemberInfo member, Func<BigInteger, BigInteger, BigInteger> expected)
    {
        var operation = Oracle.Bind<Shapes.Ternary<UInt256, UInt256>>(member);
        foreach ((BigInteger left, BigInteger right, BigInteger divisor) in Triples().Take(ThrowingCases))
        {
            Expected answer = divisor.IsZero ? typeof(DivideByZeroException) : Word.Fit(expected(left * right, divisor));
            answer.Check(() => Word.Read(operation(Word.Make(left), Word.Make(right), Word.Make(divisor))), () => $"{member.Name}({left}, {right}, {divisor})");
        }
    }

    private static void TryTernary(MemberInfo member, Func<BigInteger, BigInteger, BigInteger> expected)
    {
        var operation = Oracle.Bind<Shapes.TryTernary<UInt256>>(member);
        IEnumerable<(BigInteger, BigInteger, BigInteger)> table =
            from left in Word.Table from right in Word.Table from divisor in Word.Table select (left, right, divisor);
        foreach ((BigInteger left, BigInteger right, BigInteger divisor) in Triples().Concat(table.Where((_, index) => index % 3 == 0)))
        {
            BigInteger exact = divisor.IsZero ? -1 : expected(left * right, divisor);
            bool fits = Word.Fits(exact);
            BigInteger answer = fits ? exact : 0;
            UInt256 a = Word.Make(left), b = Word.Make(right), d = Word.Make(divisor);
            string context = $"{member.Name}({left}, {right}, {divisor})";
            Assert.True(operation(a, b, d, out UInt256 result) == fits && Word.Read(result) == answer, context);
            UInt256 alias = a;
            Assert.True(operation(in alias, in b, in d, out alias) == fits && alias == result, context + ", the result in the left operand");
            alias = b;
            Assert.True(operation(in a, in alias, in d, out alias) == fits && alias == result, context + ", the result in the right operand");
            alias = d;
            Assert.True(operation(in a, in b, in alias, out alias) == fits && alias == result, context + ", the result in the divisor");
        }
    }

    private static void TryDivRem512(MemberInfo member)
    {
        var divide = Oracle.Bind<Shapes.TryTernaryPair<UInt256>>(member);
        foreach ((BigInteger high, BigInteger low, BigInteger divisor) in Dividends())
        {
            bool fits = !divisor.IsZero && high < divisor;
            BigInteger remainder = 0;
            BigInteger quotient = fits ? BigInteger.DivRem((high << 256) + low, divisor, out remainder) : 0;
            UInt256 h = Word.Make(high), l = Word.Make(low), d = Word.Make(divisor);
            string context = $"({high}, {low}) / {divisor}";
            Assert.True(divide(h, l, d, out UInt256 q, out UInt256 r) == fits && Word.Read(q) == quotient && Word.Read(r) == remainder, context);
            (UInt256 x, UInt256 y) = (h, l);
            Assert.True(divide(in x, in y, in d, out x, out y) == fits && x == q && y == r, context + ", in place");
            (x, y) = (h, l);
            Assert.True(divide(in x, in y, in d, out y, out x) == fits && y == q && x == r, context + ", crossed");
            (x, y) = (d, l);
            Assert.True(divide(in h, in y, in x, out x, out y) == fits && x == q && y == r, context + ", the quotient in the divisor");
            (x, y) = (d, h);
            Assert.True(divide(in y, in l, in x, out y, out x) == fits && y == q && x == r, context + ", the remainder in the divisor");
        }
    }

    private static void Sqrt(MemberInfo member)
    {
        var root = Oracle.Bind<Shapes.Unary<UInt256, UInt256>>(member);
        Random random = new(Operands.Seed);
        IEnumerable<BigInteger> squares = Word.Table.Where(value => value.GetBitLength() <= 128)
            .Concat(Enumerable.Range(0, RandomCases).Select(_ => Operands.Bits(random, random.Next(129))))
            .SelectMany(value => (BigInteger[])[value * value, (value * value) - 1, (value * value) + value, (value * value) + (2 * value)]);
        foreach (BigInteger value in Oracle.Singles(Word).Concat(squares).Where(Word.Fits))
        {
            BigInteger actual = Word.Read(root(Word.Make(value)));
            Assert.True(actual * actual <= value && (actual + 1) * (actual + 1) > value, $"sqrt({value}) = {actual}");
        }
    }

    private static IEnumerable<(BigInteger Left, BigInteger Right, BigInteger Divisor)> Triples()
    {
        Random random = new(Operands.Seed);
        for (int i = 0; i < RandomCases; i++)
        {
            BigInteger left = Operands.Random(random);
            BigInteger right = Operands.Random(random);
            // Half of the divisors are near the product's upper half, where the quotient begins to fit.
            BigInteger divisor = i % 2 == 0 ? Operands.Random(random) : Word.Wrap(((left * right) >> 256) + random.Next(3));
            yield return (left, right, divisor);
        }
    }

    /// <summary>Dividends made from a quotient and a remainder at their bounds, where estimates of quotient limbs go wrong.</summary>
    private static IEnumerable<(BigInteger High, BigInteger Low, BigInteger Divisor)> Dividends()
    {
        Random random = new(Operands.Seed);
        foreach (BigInteger divisor in Word.Table.Where(value => !value.IsZero))
        {
            foreach (BigInteger quotient in Word.Table)
            {
                foreach (BigInteger remainder in (BigInteger[])[0, divisor - 1, divisor >> 1])
                {
                    BigInteger dividend = (quotient * divisor) + remainder;
                    yield return (dividend >> 256, dividend % Word<UInt256>.Modulus, divisor);
                }
            }
        }
        for (int i = 0; i < RandomCases; i++)
        {
            BigInteger divisor = Operands.Random(random);
            BigInteger high = i % 2 == 0 ? Operands.Random(random) : BigInteger.Max(divisor - 1 - random.Next(2), 0);
            yield return (high, Operands.Random(random), divisor);
        }
    }
}
