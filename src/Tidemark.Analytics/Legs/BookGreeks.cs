namespace Tidemark.Analytics.Legs;

/// <summary>How a book's value moves.</summary>
/// <param name="Delta">By the price, in token 0.</param>
/// <param name="Gamma">Twice by the price, token 0 for one of price.</param>
/// <param name="Vega">By the volatility of its options, token 1 for one of annual volatility.</param>
/// <param name="CarryPerDay">By a day at the same price, in token 1: fees, rewards, interest, funding and the decay of options; not what is due once at the beginning.</param>
public readonly record struct BookGreeks(double Delta, double Gamma, double Vega, double CarryPerDay);
