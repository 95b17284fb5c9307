namespace Tidemark.Cli.Charts;

/// <summary>Lines over a common axis.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="XLabel">What the horizontal axis is.</param>
/// <param name="YLabel">What the vertical axis is.</param>
/// <param name="X">The points, ascending.</param>
/// <param name="IsLogarithmic">Whether equal ratios of X have equal widths.</param>
/// <param name="Lines">One line or more.</param>
/// <param name="IsFraction">Whether heights are fractions, shown in percent.</param>
internal sealed record LineChart(string Title, string XLabel, string YLabel, double[] X, bool IsLogarithmic, IReadOnlyList<ChartLine> Lines, bool IsFraction)
{
    /// <summary>The lowest and the highest value of all lines; where all are equal, from there to zero, and where all are zero, down to -1.</summary>
    public (double Low, double High) Heights()
    {
        double low = Lines.Min(static line => line.Values.Min());
        double high = Lines.Max(static line => line.Values.Max());
        return low < high ? (low, high) : low == 0 ? (-1, 0) : (Math.Min(low, 0), Math.Max(high, 0));
    }

    /// <summary>Where a point stands on the horizontal axis, from 0 to 1.</summary>
    public double Position(double x) => IsLogarithmic
        ? Math.Log(x / X[0]) / Math.Log(X[^1] / X[0])
        : (x - X[0]) / (X[^1] - X[0]);
}
