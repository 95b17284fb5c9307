namespace Tidemark.Cli.Lvr;

/// <summary>What a swap costs and how often it is possible.</summary>
/// <param name="FeePips">The fee in millionths.</param>
/// <param name="Seconds">The time between blocks.</param>
internal sealed record BlockTerms(int FeePips, double Seconds);
