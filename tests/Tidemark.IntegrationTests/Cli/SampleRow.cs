namespace Tidemark.IntegrationTests.Cli;

/// <summary>A row of the sample and the pool's price after it.</summary>
internal sealed record SampleRow(string Event, long Seconds, string Owner, int Lower, int Upper, double Liquidity, double Amount0, double Amount1, double Price);
