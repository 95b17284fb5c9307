namespace Tidemark.Cli.Lvr;

/// <summary>How the prices of several tokens move.</summary>
/// <param name="Annual">The volatility of each price.</param>
/// <param name="Correlations">The correlations of their logarithms, row by row.</param>
internal sealed record BasketVolatilities(double[] Annual, double[] Correlations);
