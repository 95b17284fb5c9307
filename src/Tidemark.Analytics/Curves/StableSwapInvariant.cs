namespace Tidemark.Analytics.Curves;

/// <summary>The invariant of a StableSwap pool from its balances.</summary>
internal static class StableSwapInvariant
{
    /// <summary><c>D</c>, where <c>Ann Σx + D = Ann D + D^(n+1) / (n^n ∏x)</c>.</summary>
    /// <remarks>
    /// With the sum as the unit, the equation is convex in <c>D</c> and has one root, at most one; from above Newton's method falls to it and
    /// stops falling there. Source: Egorov 2019 (StableSwap).
    /// </remarks>
    /// <param name="ann">The contract's amplification times the number of coins.</param>
    /// <param name="balances">The balances times their rates, positive.</param>
    public static double Solve(double ann, ReadOnlySpan<double> balances)
    {
        int count = balances.Length;
        double sum = 0;
        foreach (double balance in balances)
        {
            sum += balance;
        }
        double logs = Math.Log(Math.Max(ann, 1));
        foreach (double balance in balances)
        {
            logs += Math.Log(count * (balance / sum));
        }

        // D^(n+1) / (n^n ∏x) = Ann (1 - D) + D <= max(Ann, 1); a little above, for rounding
        double invariant = Math.Min(1, Math.Exp(logs / (count + 1)) * (1 + 1e-12));
        while (true)
        {
            double product = invariant;
            foreach (double balance in balances)
            {
                product *= invariant / (count * (balance / sum));
            }
            double next = ((ann + (count * product)) / (ann - 1 + ((count + 1) * product / invariant)));
            if (!(next < invariant))
            {
                return invariant * sum;
            }
            invariant = next;
        }
    }
}
