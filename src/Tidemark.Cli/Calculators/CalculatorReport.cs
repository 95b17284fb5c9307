using Tidemark.Cli.Amms;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Calculators;

/// <summary>What a calculator answers, before it becomes a table, JSON or CSV.</summary>
internal sealed record CalculatorReport
{
    /// <summary>The AMM, where the report is about one.</summary>
    public string? Amm { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>What the answer takes for granted or leaves out, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<AmmParameter> Parameters { get; init; } = [];

    public IReadOnlyList<Figure> Figures { get; init; } = [];

    public IReadOnlyList<FigureGroup> Groups { get; init; } = [];

    public IReadOnlyList<FigureTable> Tables { get; init; } = [];

    public LineChart? Chart { get; init; }

    /// <summary>The file to draw the chart into, where one is asked for.</summary>
    public string? Picture { get; init; }

    /// <summary>Refuses an answer that a number cannot hold, before anything of it is written.</summary>
    /// <exception cref="CommandInputException">A figure, or a point of the chart, is not finite.</exception>
    public void RequireFinite()
    {
        foreach ((string name, double value) in Values())
        {
            if (!double.IsFinite(value))
            {
                throw new CommandInputException($"{name} comes out beyond what a number can hold; give less extreme numbers.");
            }
        }
    }

    private IEnumerable<(string Name, double Value)> Values() =>
    [
        .. Figures.Select(static figure => (figure.Name, figure.Value ?? 0)),
        .. Groups.SelectMany(static group => group.Figures.Select(figure => ($"{group.Name}.{figure.Name}", figure.Value ?? 0))),
        .. Tables.SelectMany(static table => table.Rows.SelectMany(row => row.Select(figure => ($"{table.Name}.{figure.Name}", figure.Value ?? 0)))),
        .. Chart is null ? [] : Chart.Lines.SelectMany(static line => line.Values.Select(value => ($"the chart's line '{line.Label}'", value))),
    ];
}
