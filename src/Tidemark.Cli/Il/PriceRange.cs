using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Il;

/// <summary>A position over a range of prices.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Chart">The loss as a picture.</param>
/// <param name="Ratios">The prices as multiples of the entry price.</param>
/// <param name="Losses">The loss at each, as a fraction of the value held.</param>
internal sealed record PriceRange(FigureTable Table, LineChart Chart, double[] Ratios, double[] Losses)
{
    public string Sentence()
    {
        int worst = Array.IndexOf(Losses, Losses.Min());
        return $"From {ReportFormat.Number(Ratios[0])} to {ReportFormat.Number(Ratios[^1])} times the entry price, the loss is largest at {ReportFormat.Number(Ratios[worst])} times: {ReportFormat.Percent(-Losses[worst])} of the value held.";
    }
}
