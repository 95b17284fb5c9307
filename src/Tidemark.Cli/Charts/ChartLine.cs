namespace Tidemark.Cli.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Values">Its height at each of the chart's points.</param>
internal sealed record ChartLine(string Label, double[] Values);
