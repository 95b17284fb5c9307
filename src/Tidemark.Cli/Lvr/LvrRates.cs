using Tidemark.Analytics;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Lvr;

/// <summary>The rate at which a position loses to rebalancing, as figures.</summary>
internal static class LvrRates
{
    /// <param name="rate">The rate; null where there is none.</param>
    /// <param name="poolValue">The position's value.</param>
    /// <param name="expression">The formula of the rate in money, with the numbers put in.</param>
    public static Figure[] Of(LvrRate? rate, double poolValue, string expression)
    {
        (double? fraction, double? value) = (0 - rate?.FractionAnnual, 0 - rate?.ValueAnnual);
        return
        [
            new Figure("lvrAnnualFraction", "LVR a year, of the value", fraction, FigureUnit.Fraction).From($"LVR / V = {value} / {poolValue}", Source.Rebalancing),
            new Figure("lvrAnnualValue", "LVR a year in money", value).Whole(expression, Source.Rebalancing),
            new Figure("lvrPerDayFraction", "LVR a day, of the value", fraction / Year.Days, FigureUnit.Fraction).From($"a year's / 365 = {fraction} / 365", Source.Definition),
            new Figure("lvrPerDayValue", "LVR a day in money", value / Year.Days).From($"a year's / 365 = {value} / 365", Source.Definition),
        ];
    }
}
