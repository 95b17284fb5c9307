namespace Tidemark.Analytics.Curves;

/// <summary>What a move of the prices takes from a StableSwap pool, against holding.</summary>
/// <remarks>
/// Both balances <c>u</c> and <c>u'</c> are on the invariant, so <c>a Σ(u' - u) = P' - P</c>, and the gradient at <c>u'</c> is <c>λ' p'</c>. Together
/// <c>p' (u' - u) = -P' / λ' Σ (e^s_k - 1 - s_k)</c>, where <c>s_i = ln(u_i / u'_i)</c> for each coin and one more <c>s = -Σ s_i</c>: nothing cancels,
/// as long as the <c>s_i</c> themselves are accurate. Derived here.
/// </remarks>
internal static class StableSwapMove
{
    // Below this the logarithms of the balances are not accurate enough to be subtracted
    private const double SmallMove = 0.1;

    private const int PolishSteps = 3;

    /// <summary>The loss with the invariant one, in the cheapest coin at the entry, at its price now.</summary>
    /// <param name="ann">The contract's amplification times the number of coins.</param>
    /// <param name="entryPremiums">The premiums at the entry, over the cheapest coin then.</param>
    /// <param name="premiums">The premiums now, over the cheapest coin now.</param>
    /// <param name="cheapest">The price of the cheapest coin now in the cheapest coin at the entry.</param>
    /// <param name="changes">By how much each premium over the cheapest coin at the entry has grown.</param>
    public static double Loss(
        double ann, ReadOnlySpan<double> entryPremiums, ReadOnlySpan<double> premiums, double cheapest, ReadOnlySpan<double> changes)
    {
        int count = entryPremiums.Length;
        Span<double> room = stackalloc double[4 * count];
        Span<double> logs = stackalloc double[count];
        var entry = new StableSwapPoint(ann, entryPremiums, room[..count], room[count..(2 * count)]);
        var exit = new StableSwapPoint(ann, premiums, room[(2 * count)..(3 * count)], room[(3 * count)..]);
        double multiplier = exit.Multiplier / cheapest;
        double largest = 0;
        for (int i = 0; i < count; i++)
        {
            logs[i] = Math.Log(entry.Balances[i] / exit.Balances[i]);
            largest = Math.Max(largest, Math.Abs(logs[i]));
        }
        if (largest < SmallMove)
        {
            Polish(ann, entry, entryPremiums, changes, multiplier - entry.Multiplier, logs);
        }
        double sum = 0;
        double loss = 0;
        foreach (double log in logs)
        {
            sum += log;
            loss += Exponential.AboveTangent(log);
        }
        return -(exit.Product / multiplier) * (loss + Exponential.AboveTangent(-sum));
    }

    // The logarithms by Newton's method on what the multiplier adds, with all else as changes from the entry
    private static void Polish(
        double ann, StableSwapPoint entry, ReadOnlySpan<double> entryPremiums, ReadOnlySpan<double> changes, double added, Span<double> logs)
    {
        for (int step = 0; step < PolishSteps; step++)
        {
            double productLog = 0;
            double productSlope = 0;
            for (int i = 0; i < logs.Length; i++)
            {
                double price = 1 + entryPremiums[i] + changes[i];
                double excessChange = (added * price) + (entry.Multiplier * changes[i]);
                logs[i] = Exponential.LogOfGrowth(excessChange / entry.Excesses[i]);
                productLog += logs[i] / (logs.Length + 1);
                productSlope += price / (entry.Excesses[i] + excessChange) / (logs.Length + 1);
            }
            double error = -entry.Product * Exponential.MinusOne(productLog);
            double slope = -entry.Product * Math.Exp(productLog) * productSlope;
            for (int i = 0; i < logs.Length; i++)
            {
                double price = 1 + entryPremiums[i] + changes[i];
                double excess = entry.Excesses[i] + (added * price) + (entry.Multiplier * changes[i]);
                logs[i] -= productLog;
                error += ann * entry.Balances[i] * Exponential.MinusOne(-logs[i]);
                slope -= ann * entry.Balances[i] * Math.Exp(-logs[i]) * ((price / excess) - productSlope);
            }
            added -= error / slope;
        }
    }
}
