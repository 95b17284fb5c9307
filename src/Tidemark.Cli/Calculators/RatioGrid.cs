namespace Tidemark.Cli.Calculators;

/// <summary>Numbers that are equal ratios apart.</summary>
internal static class RatioGrid
{
    /// <param name="from">The first, positive.</param>
    /// <param name="to">The last, exactly.</param>
    /// <param name="points">How many, two or more.</param>
    public static double[] Of(double from, double to, int points)
    {
        double[] ratios = [.. Enumerable.Range(0, points).Select(i => from * Math.Pow(to / from, i / (points - 1.0)))];
        ratios[^1] = to;
        return ratios;
    }
}
