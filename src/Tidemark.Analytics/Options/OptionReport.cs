namespace Tidemark.Analytics.Options;

/// <summary>The value of an option to its holder and how it changes.</summary>
/// <param name="Value">The value now, for one token 0, in token 1.</param>
/// <param name="Delta">The change of the value by unit of price: from 0 to 1 for a call, from -1 to 0 for a put.</param>
/// <param name="Gamma">The change of delta by unit of price; not negative.</param>
/// <param name="Vega">The change of the value by unit of volatility: from 0.80 to 0.81 is 0.01 units.</param>
/// <param name="ThetaAnnual">The change of the value as time passes, by year; negative where the holder loses.</param>
/// <remarks>The default is an option that is worth nothing.</remarks>
public readonly record struct OptionReport(double Value, double Delta, double Gamma, double Vega, double ThetaAnnual);
