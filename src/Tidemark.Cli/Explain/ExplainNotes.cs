using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>What a reader must know before he trusts the figures: one line each.</summary>
internal static class ExplainNotes
{
    public static IReadOnlyList<string> Of(Explanation explanation) => [.. Openings(explanation), .. Prices(explanation)];

    private static IEnumerable<string> Openings(Explanation explanation)
    {
        PositionHistory[] older = [.. explanation.Positions.Select(static position => position.History).Where(static history => history.LaterToken is not null)];
        if (older.Length > 0)
        {
            yield return $"{Named(older, "was", "were")} made before the tape, for token {older[0].LaterToken}, a later one, is on it before {older[0].Name}: liquidity that was there already, and its fees, are left out.";
        }
        PositionHistory[] unknown = [.. explanation.Positions.Where(position => !explanation.IsOpeningKnown(position)).Select(static position => position.History).Where(static history => history.LaterToken is null)];
        if (unknown.Length > 0)
        {
            yield return $"{Named(unknown, "is", "are")} taken to open with the first event on the tape, which starts in mid-life and does not say whether liquidity was there before; if it was, that liquidity and its fees are left out"
                + (explanation.HasGas ? ", and gas is counted for an opening." : ".");
        }
    }

    private static IEnumerable<string> Prices(Explanation explanation)
    {
        PositionHistory[] coarse = [.. explanation.Positions.Where(position => explanation.Money.IsCoarse(position.Attribution.Start, position.Attribution.End)).Select(static position => position.History)];
        if (coarse.Length > 0)
        {
            yield return $"{explanation.Money.Coarseness} in the life of {(coarse.Length == 1 ? coarse[0].Name : $"{coarse[0].Name} and {coarse.Length - 1} more")}. {explanation.Money.CoarsenessRemedy}";
        }
    }

    private static string Named(PositionHistory[] histories, string one, string many) => histories.Length == 1 ? $"{histories[0].Name} {one}" : $"{histories[0].Name} and {histories.Length - 1} more {many}";
}
