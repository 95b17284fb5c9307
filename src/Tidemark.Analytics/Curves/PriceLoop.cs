using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Analytics.Curves;

/// <summary>Evaluates a formula at many prices, eight at once where all eight have a finite result; the others one by one, which refuses bad prices.</summary>
internal static class PriceLoop
{
    public static void Run<TFormula>(TFormula formula, ReadOnlySpan<double> prices, Span<double> results)
        where TFormula : struct, IPriceFormula
    {
        int done = 0;
        ref double first = ref MemoryMarshal.GetReference(prices);
        ref double firstResult = ref MemoryMarshal.GetReference(results);
        for (int width = Vector512<double>.Count; done + width <= prices.Length; done += width)
        {
            var block = Vector512.LoadUnsafe(ref first, (nuint)done);
            Vector512<double> result = formula.At(block);
            // A difference with itself is zero unless the number is not finite.
            if (Vector512.EqualsAll(result - result, Vector512<double>.Zero) && Vector512.GreaterThanAll(block, Vector512<double>.Zero))
            {
                result.StoreUnsafe(ref firstResult, (nuint)done);
            }
            else
            {
                OneByOne(formula, prices.Slice(done, width), results.Slice(done, width));
            }
        }
        OneByOne(formula, prices[done..], results[done..]);
    }

    private static void OneByOne<TFormula>(TFormula formula, ReadOnlySpan<double> prices, Span<double> results)
        where TFormula : struct, IPriceFormula
    {
        for (int i = 0; i < prices.Length; i++)
        {
            results[i] = formula.At(prices[i]);
        }
    }
}
