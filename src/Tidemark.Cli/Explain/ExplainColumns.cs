using Tidemark.Analytics.Ledger;

namespace Tidemark.Cli.Explain;

/// <summary>What people see of each of many positions.</summary>
internal static class ExplainColumns
{
    /// <summary>The headings, and their figures in the numeraire.</summary>
    public static IReadOnlyList<(string Heading, Func<Attribution<double>, double> Figure)> Of(Explanation explanation) =>
    [
        ("hold", static of => of[ProfitPart.Hold].Total),
        ("impermanent loss", static of => of[ProfitPart.ImpermanentLoss].Total),
        ("fees", static of => of[ProfitPart.Fees].Total),
        .. explanation.HasGas ? [("gas", static of => of[ProfitPart.Gas].Total)] : Array.Empty<(string, Func<Attribution<double>, double>)>(),
        ("LVR", static of => -of.Lvr),
        ("net", static of => of.Net.Total),
        ("against holding", static of => of.NetOverHold),
    ];
}
