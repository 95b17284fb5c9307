namespace Tidemark.Analytics.Options;

/// <summary>One line of a portfolio of options.</summary>
/// <param name="Kind">Put or call.</param>
/// <param name="Strike">The strike: the price of token 0 in token 1.</param>
/// <param name="Quantity">How many options are held, each on one token 0.</param>
/// <remarks>The default holds none.</remarks>
public readonly record struct ReplicationOption(OptionKind Kind, double Strike, double Quantity)
{
    /// <summary>What the options pay at expiry.</summary>
    /// <param name="price">The price at expiry.</param>
    /// <returns>The payoff in token 1.</returns>
    public double Payoff(double price) => Quantity * Math.Max(0, Kind == OptionKind.Call ? price - Strike : Strike - price);
}
