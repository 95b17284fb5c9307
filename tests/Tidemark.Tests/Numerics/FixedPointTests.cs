using System.Numerics;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>The shifted divisions that the kernels use in place of a multiplication by 2^96 or 2^128.</summary>
public sealed class FixedPointTests
{
    private delegate bool Ratio(in UInt256 dividend, UInt128 divisor, out UInt256 quotient);

    [Fact]
    public void Q96TryRatio_OnAllOperands_AgreesWithBigIntegers() => CheckRatio(
        static (in UInt256 dividend, UInt128 divisor, out UInt256 quotient) => Q96.TryRatio(dividend, divisor, roundUp: false, out quotient), 96);

    [Fact]
    public void Q96TryRatio_RoundingUp_AgreesWithBigIntegers() => CheckRatio(
        static (in UInt256 dividend, UInt128 divisor, out UInt256 quotient) => Q96.TryRatio(dividend, divisor, roundUp: true, out quotient),
        96,
        roundUp: true);

    [Fact]
    public void Q128TryRatio_OnAllOperands_AgreesWithBigIntegers() => CheckRatio(Q128.TryRatio, 128);

    [Fact]
    public void Q96FromInteger_OnAllOperands_AgreesWithBigIntegers()
    {
        foreach (BigInteger value in Oracle.Singles(Word.Unsigned).Where(value => value <= UInt128.MaxValue))
        {
            Assert.Equal(value << 96, Word.Unsigned.Read(Q96.FromInteger((UInt128)value)));
        }
    }

    private static void CheckRatio(Ratio ratio, int resolution, bool roundUp = false)
    {
        foreach ((BigInteger dividend, BigInteger wide) in Oracle.Pairs(Word.Unsigned))
        {
            BigInteger divisor = wide & UInt128.MaxValue;
            BigInteger exact = divisor.IsZero ? -1 : ((dividend << resolution) + (roundUp ? divisor - 1 : 0)) / divisor;
            bool fits = Word.Unsigned.Fits(exact);
            UInt256 operand = Word.Unsigned.Make(dividend);
            Assert.True(ratio(operand, (UInt128)divisor, out UInt256 quotient) == fits, $"{dividend} / {divisor}");
            Assert.Equal(fits ? exact : 0, Word.Unsigned.Read(quotient));
            Assert.True(ratio(in operand, (UInt128)divisor, out operand) == fits && operand == quotient, $"{dividend} / {divisor}, in place");
        }
    }
}
