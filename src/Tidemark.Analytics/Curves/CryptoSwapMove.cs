namespace Tidemark.Analytics.Curves;

/// <summary>What a move of the prices takes from a CryptoSwap pool, against holding.</summary>
internal static class CryptoSwapMove
{
    // Below this fraction of the logarithms of the balances, these are not accurate enough to be subtracted
    private const double SmallMove = 1e-3;

    /// <summary>The loss with balances of one at the peg, in the cheapest coin at the entry, at its price now.</summary>
    /// <param name="shape">The invariant.</param>
    /// <param name="entryCheapest">The cheapest coin at the entry.</param>
    /// <param name="entryPremiums">The premiums at the entry, over the cheapest coin then.</param>
    /// <param name="premiums">The premiums now, over the cheapest coin now.</param>
    /// <param name="growths">By which fraction each price has grown in the cheapest coin at the entry.</param>
    public static double Loss(
        CryptoSwapInvariant shape, int entryCheapest, ReadOnlySpan<double> entryPremiums, ReadOnlySpan<double> premiums, ReadOnlySpan<double> growths)
    {
        Span<double> entryLogarithms = stackalloc double[premiums.Length];
        Span<double> logarithms = stackalloc double[premiums.Length];
        double entryDepth = shape.OfPrices(entryPremiums, entryLogarithms);
        double depth = shape.OfPrices(premiums, logarithms);
        double size = 0;
        double move = 0;
        for (int i = 0; i < logarithms.Length; i++)
        {
            size = Math.Max(size, Math.Abs(logarithms[i]));
            move = Math.Max(move, Math.Abs(logarithms[i] - entryLogarithms[i]));
        }
        if (move >= SmallMove * Math.Min(1, size))
        {
            CryptoSwapInvariant.Depth now = shape.At(depth);
            double plane = PlaneDistance(shape, entryDepth, entryLogarithms, depth, logarithms);
            return -plane / (now.G * (Math.Exp(-logarithms[entryCheapest]) + now.Amplitude));
        }

        // The integral of (1 - t) dp x'(p + t dp) dp, where x' are the gammas, over t from 0 to 1 by Gauss and Legendre at three points
        double offset = Math.Sqrt(0.15);
        double bends = 5 * Bend(shape, entryPremiums, growths, 0.5 - offset);
        bends += 8 * Bend(shape, entryPremiums, growths, 0.5);
        bends += 5 * Bend(shape, entryPremiums, growths, 0.5 + offset);
        return bends / 18;
    }

    // Of the entry from the plane that touches the invariant now: sum (G / w + N K0 / n) (w - w0), where sum ln w and sum w are functions of
    // the depth, and what is left of each is of second order
    private static double PlaneDistance(
        CryptoSwapInvariant shape, double entryDepth, ReadOnlySpan<double> entryLogarithms, double depth, ReadOnlySpan<double> logarithms)
    {
        CryptoSwapInvariant.Depth entry = shape.At(entryDepth);
        CryptoSwapInvariant.Depth now = shape.At(depth);
        double balances = -Exponential.AboveTangent(depth - entryDepth);
        for (int i = 0; i < logarithms.Length; i++)
        {
            balances += Exponential.AboveTangent(entryLogarithms[i] - logarithms[i]);
        }
        double rise = 2 * Math.Sinh((entryDepth - depth) / 2);
        double bend = (shape.Gamma * (2 + shape.Gamma)) + (now.E * (2 - now.E)) + (entry.E * now.Product * now.Product);
        return (now.G * balances) + (rise * rise * bend);
    }

    // (1 - t) dp x'(p + t dp) dp
    private static double Bend(CryptoSwapInvariant shape, ReadOnlySpan<double> entryPremiums, ReadOnlySpan<double> growths, double part)
    {
        int count = growths.Length;
        Span<double> premiums = stackalloc double[count];
        Span<double> logarithms = stackalloc double[count];
        Span<double> responses = stackalloc double[count];
        for (int i = 0; i < count; i++)
        {
            premiums[i] = entryPremiums[i] + (part * growths[i] * (1 + entryPremiums[i]));
        }
        CryptoSwapInvariant.Depth at = shape.At(shape.OfPrices(premiums, logarithms));
        double bend = 0;
        for (int j = 0; j < count; j++)
        {
            new CryptoSwapResponse(at, logarithms).ToPrice(j, responses);
            for (int i = 0; i < count; i++)
            {
                bend += growths[j] / (1 + (part * growths[j])) * responses[i] * Math.Exp(logarithms[i]) * (1 + entryPremiums[i]) * growths[i];
            }
        }
        return bend * (1 - part);
    }
}
