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

    /// <summary>Where figures come from that do not tell it themselves.</summary>
    public IReadOnlyList<Formula> Formulas { get; init; } = [];

    /// <summary>Where every figure comes from, as far as it is told.</summary>
    public IReadOnlyList<Formula> AllFormulas() =>
    [
        .. Own("", Figures),
        .. Groups.SelectMany(static group => Own(group.Name + ".", group.Figures)),
        .. Tables.SelectMany(static table => table.Formulas ?? []),
        .. Formulas,
    ];

    private static IEnumerable<Formula> Own(string path, IReadOnlyList<Figure> figures) =>
        figures.Where(static figure => figure.Expression is not null).Select(figure => new Formula(path + figure.Name, figure.Expression!, figure.Source!));
}
