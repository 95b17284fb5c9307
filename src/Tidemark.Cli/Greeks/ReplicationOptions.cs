using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Greeks;

/// <summary>The options that ask for the puts and calls that replicate impermanent loss.</summary>
internal sealed class ReplicationOptions
{
    private const int MostStrikes = 1000;
    private const double WidestRatio = 4;

    private readonly Option<int?> _strikes = NumberOption.Whole("--strikes", "Also replicate the loss from here on with at most so many puts and so many calls, where they pay most of it.", "N", 1, MostStrikes);
    private readonly Option<double?> _lowest = NumberOption.Positive("--lowest-price", $"Where the puts end (default: the lower bound of the range, or the price divided by {WidestRatio}).", "P");
    private readonly Option<double?> _highest = NumberOption.Positive("--highest-price", $"Where the calls end (default: the upper bound of the range, or {WidestRatio} times the price).", "P");

    public IEnumerable<Option> All => [_strikes, _lowest, _highest];

    /// <summary>The portfolio, where one is asked for.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price now.</param>
    /// <param name="annual">The volatility, where given.</param>
    /// <param name="days">The days that the options last.</param>
    /// <param name="result">The command line.</param>
    /// <param name="defaultStrikes">How many strikes where the user gives no number; none where null.</param>
    public ReplicationAnswer? Read(ValueCurve curve, double price, double? annual, double days, ParseResult result, int? defaultStrikes = null)
    {
        if ((result.GetValue(_strikes) ?? defaultStrikes) is not { } strikes)
        {
            return result.GetValue(_lowest) is null && result.GetValue(_highest) is null ? null
                : throw new CommandInputException("--lowest-price and --highest-price are of the options that replicate the loss; give --strikes.");
        }
        double volatility = annual ?? throw new CommandInputException("--strikes asks for options and their cost; give --volatility too.");
        if (curve.IsClaim)
        {
            throw new CommandInputException("--strikes replicates what a pool sells and buys; this deposit is a claim, and no pool's reserves.");
        }
        double[] kinks = [.. curve.Kinks.Span];
        bool isRange = curve.ActiveRange is not null;
        double lowest = result.GetValue(_lowest) ?? (isRange && kinks[0] < price ? Beyond(curve, kinks[0], Math.BitDecrement) : price / WidestRatio);
        double highest = result.GetValue(_highest) ?? (isRange && kinks[^1] > price ? Beyond(curve, kinks[^1], Math.BitIncrement) : price * WidestRatio);
        if (lowest >= price || highest <= price)
        {
            throw new CommandInputException($"the price is {price:R}; --lowest-price must be below it and --highest-price above it.");
        }
        return ReplicationAnswer.Of(curve, price, volatility, days, lowest, highest, strikes);
    }

    // The outermost bin of a book sells at its price, so the cells have to reach over it.
    private static double Beyond(ValueCurve curve, double bound, Func<double, double> step)
    {
        double beyond = step(bound);
        double jump = Math.Abs(curve.Delta(beyond) - curve.Delta(bound));
        return jump > 1e-9 * Math.Max(curve.Delta(beyond), curve.Delta(bound)) ? beyond : bound;
    }
}
