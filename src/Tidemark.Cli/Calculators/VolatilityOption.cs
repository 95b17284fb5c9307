using System.CommandLine;
using Tidemark.Analytics;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>The option that says how much the price moves.</summary>
internal static class VolatilityOption
{
    public static Option<double?> Create(string use) =>
        NumberOption.Positive("--volatility", $"The volatility of the price, as a fraction a year: 0.8 is 80 %.{use}", "S");

    /// <summary>Refuses a volatility that no price over a horizon can have, which is mostly one in percent.</summary>
    public static void Require(double volatility, double days)
    {
        if (volatility * Math.Sqrt(days / Year.Days) > LognormalPrice.WidestDeviation)
        {
            throw new CommandInputException($"--volatility {volatility:R} is too much over {days:R} days; it is a fraction a year: 80 % is 0.8.");
        }
    }
}
