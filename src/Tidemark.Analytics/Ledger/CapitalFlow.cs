namespace Tidemark.Analytics.Ledger;

/// <summary>Money between the LP and a position at one moment, and what was there after it.</summary>
/// <param name="Time">The moment; all that happens at it is one flow.</param>
/// <param name="Received">What the LP received less what he paid, in the numeraire: deposits and costs are negative.</param>
/// <param name="ValueAfter">The value of what is left: position, uncollected fees and margin, less what is owed.</param>
/// <remarks>The default is no flow and is worth nothing.</remarks>
public readonly record struct CapitalFlow(DateTimeOffset Time, double Received, double ValueAfter);
