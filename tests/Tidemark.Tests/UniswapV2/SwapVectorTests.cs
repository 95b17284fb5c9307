using System.Globalization;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Tests.UniswapV2;

/// <summary>Swaps of real pairs from mainnet traces, with the reserves before and after.</summary>
public sealed class SwapVectorTests
{
    private static readonly SwapVector[] Vectors = [.. File.ReadLines(SharedData.Path("uniswap-v2", "swap-vectors.csv")).Skip(1).Select(SwapVector.Parse)];

    /// <summary>What a recorded swap is, decided from its amounts alone.</summary>
    private enum Category
    {
        Maximum,
        BelowMaximum,
        TwoSidedOrFlash,
        ReturnedWithoutFee,
    }

    [Fact]
    public void Vectors_Classified_AgreeWithTheFilesFlags()
    {
        foreach (SwapVector vector in Vectors)
        {
            Category category = Classify(vector);
            Assert.True(vector.ExactFlag == category switch { Category.Maximum => "True", Category.BelowMaximum => "False", _ => "" }, vector.Line);
            Assert.True(vector.KFlag == (category == Category.ReturnedWithoutFee ? "False" : "True"), vector.Line);
        }
        Assert.Equal(
            [(Category.Maximum, 112), (Category.BelowMaximum, 9), (Category.TwoSidedOrFlash, 5), (Category.ReturnedWithoutFee, 10)],
            Vectors.CountBy(Classify).Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public void TrySwap_RecordedAmounts_ReservesAfterAsRecorded()
    {
        int accepted = 0;
        foreach (SwapVector vector in Vectors.Where(vector => Classify(vector) != Category.ReturnedWithoutFee))
        {
            UniswapV2Pool pool = PoolBefore(vector);
            UniswapV2Status status = pool.TrySwap(vector.Out, Holders.Bob, vector.In, out UniswapV2Swap swap);
            Assert.True(status == UniswapV2Status.Ok, $"{status}: {vector.Line}");
            Assert.Equal(new UniswapV2Swap(vector.In.Amount0, vector.In.Amount1, vector.Out.Amount0, vector.Out.Amount1), swap);
            Assert.Equal(vector.After, new UniswapV2Amounts(pool.Reserve0, pool.Reserve1));
            accepted++;
        }
        Assert.Equal(126, accepted);
    }

    /// <summary>Ten rows lend a token and return the same amount of it, reserves unchanged: no pair with a fee accepts that, and their
    /// traces left no trace in the reserves either. They are calls that the chain reverted.</summary>
    [Fact]
    public void TrySwap_FlashReturnedWithoutFee_RefusedAsOnChain()
    {
        foreach (SwapVector vector in Vectors.Where(vector => Classify(vector) == Category.ReturnedWithoutFee))
        {
            Assert.Equal(vector.Before, vector.After);
            Assert.Equal(UniswapV2Status.K, PoolBefore(vector).TrySwap(vector.Out, Holders.Bob, vector.In, out _));
        }
    }

    [Fact]
    public void QuoteExactIn_RecordedInput_PaysTheMaximumOrSaysHowMuchMore()
    {
        foreach (SwapVector vector in Vectors.Where(vector => Classify(vector) is Category.Maximum or Category.BelowMaximum))
        {
            UniswapV2Pool pool = PoolBefore(vector);
            bool zeroForOne = vector.In.Amount1.IsZero;
            Assert.Equal(UniswapV2Status.Ok, pool.QuoteExactIn(zeroForOne, zeroForOne ? vector.In.Amount0 : vector.In.Amount1, out UInt256 maximum));
            UInt256 paid = zeroForOne ? vector.Out.Amount1 : vector.Out.Amount0;
            Assert.True(Classify(vector) == Category.Maximum ? paid == maximum : paid < maximum, vector.Line);
        }
    }

    /// <summary>Eight of the nine that pay less were made for an exact output: their input is what the periphery asks for it. The ninth
    /// leaves a millionth of a millionth unasked.</summary>
    [Fact]
    public void QuoteExactOut_PaidBelowTheMaximum_ExplainedByExactOutputExceptOne()
    {
        List<SwapVector> unexplained = [];
        foreach (SwapVector vector in Vectors.Where(vector => Classify(vector) == Category.BelowMaximum))
        {
            bool zeroForOne = vector.In.Amount1.IsZero;
            UInt256 paid = zeroForOne ? vector.Out.Amount1 : vector.Out.Amount0;
            Assert.Equal(UniswapV2Status.Ok, PoolBefore(vector).QuoteExactOut(zeroForOne, paid, out UInt256 amountIn));
            if (amountIn != (zeroForOne ? vector.In.Amount0 : vector.In.Amount1))
            {
                unexplained.Add(vector);
            }
        }
        SwapVector rounded = Assert.Single(unexplained);
        Assert.Equal(UInt256.Parse("9999534905188140711936"), rounded.Out.Amount0);
    }

    private static UniswapV2Pool PoolBefore(SwapVector vector)
    {
        UniswapV2Pool pool = new(UniswapV2Parameters.ForUniswap(Holders.Pair));
        Assert.Equal(UniswapV2Status.Ok, pool.TryDeposit(vector.Before.Amount0, vector.Before.Amount1));
        Assert.Equal(UniswapV2Status.Ok, pool.TrySync());
        return pool;
    }

    private static Category Classify(SwapVector vector)
    {
        bool zeroForOne = vector.In.Amount1.IsZero && vector.Out.Amount0.IsZero;
        bool oneForZero = vector.In.Amount0.IsZero && vector.Out.Amount1.IsZero;
        if (!zeroForOne && !oneForZero)
        {
            return vector.In == vector.Out ? Category.ReturnedWithoutFee : Category.TwoSidedOrFlash;
        }
        System.Numerics.BigInteger amountIn = (zeroForOne ? vector.In.Amount0 : vector.In.Amount1).ToBigInteger() * 997;
        System.Numerics.BigInteger reserveIn = (zeroForOne ? vector.Before.Amount0 : vector.Before.Amount1).ToBigInteger() * 1000;
        System.Numerics.BigInteger reserveOut = (zeroForOne ? vector.Before.Amount1 : vector.Before.Amount0).ToBigInteger();
        System.Numerics.BigInteger paid = (zeroForOne ? vector.Out.Amount1 : vector.Out.Amount0).ToBigInteger();
        return paid == amountIn * reserveOut / (reserveIn + amountIn) ? Category.Maximum : Category.BelowMaximum;
    }

    private sealed record SwapVector(
        UniswapV2Amounts Before, UniswapV2Amounts In, UniswapV2Amounts Out, UniswapV2Amounts After, string KFlag, string ExactFlag, string Line)
    {
        public static SwapVector Parse(string line)
        {
            string[] fields = line.Split(',');
            Assert.Equal(13, fields.Length);
            Assert.True(ulong.TryParse(fields[0], CultureInfo.InvariantCulture, out _), line);
            return new SwapVector(Amounts(fields, 3), Amounts(fields, 5), Amounts(fields, 7), Amounts(fields, 9), fields[11], fields[12], line);
        }

        private static UniswapV2Amounts Amounts(string[] fields, int first) => new(UInt256.Parse(fields[first]), UInt256.Parse(fields[first + 1]));
    }
}
