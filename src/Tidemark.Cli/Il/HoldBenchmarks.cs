using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The position against other ways of holding what it was worth: the same share of the value in each token, all in one, or as the user says.</summary>
internal static class HoldBenchmarks
{
    /// <param name="growths">Every token's price now over that at entry.</param>
    /// <param name="custom">The user's shares, where given.</param>
    /// <param name="depositedValue">What was put in, valued then.</param>
    /// <param name="poolValue">The value in the pool now.</param>
    /// <param name="against">The comparison with these shares.</param>
    public static FigureGroup Of(double[] growths, double[]? custom, double depositedValue, double poolValue, Func<double[], HoldComparison> against)
    {
        int count = growths.Length;
        List<Figure> figures = [];
        void Add(string name, string label, double[] shares)
        {
            HoldComparison other = against(shares);
            figures.Add(new Figure($"{name}HoldValue", label, other.HoldValue)
                .From($"V0 sum(share_i p_i / p_i0) = {depositedValue} * ({Formula.Sum(shares, growths)})", Source.Definition));
            figures.Add(new Figure($"{name}DifferenceFraction", "    the pool against it", other.DifferenceFraction, FigureUnit.Fraction)
                .From($"V / that - 1 = {poolValue} / {other.HoldValue} - 1", Source.Definition));
        }
        (string name, string label) = count == 2 ? ("fiftyFifty", "half of the value in each token") : ("equalShares", "the same share of the value in each token");
        Add(name, label, [.. Enumerable.Repeat(1.0 / count, count)]);
        for (int token = 0; token < count; token++)
        {
            Add($"allToken{token}", $"all of it in token {token}", [.. Enumerable.Range(0, count).Select(other => other == token ? 1.0 : 0.0)]);
        }
        if (custom is not null)
        {
            Add("custom", string.Join(", ", custom.Select(static (share, token) => $"{ReportFormat.Percent(share)} in token {token}")), custom);
        }
        return new FigureGroup("benchmarks", "Had the value been held otherwise", figures);
    }
}
