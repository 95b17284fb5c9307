using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Statistics;
using Tidemark.Cli.Calculators;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Cli.Pairs;

/// <summary>From prices to the statistics of pairs.</summary>
internal static class PairStatistics
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly ConstantProductCurve Pool = new(liquidity: 1);

    /// <summary>Each file as a pair, and where it is asked for every two files as the ratio of their prices; the smallest expected loss first.</summary>
    public static PairsReport Compare(IReadOnlyList<PricedFile> files, PairsRequest request)
    {
        List<PairReport> pairs = [.. files.Select(file => OfFile(file, request))];
        List<KeyValuePair<string, string>> skipped = [];
        for (int i = 0; request.Crosses && i < files.Count; i++)
        {
            for (int j = i + 1; j < files.Count; j++)
            {
                AddCross(files[i], files[j], request, pairs, skipped);
            }
        }
        // A stable sort: equal losses stay in the order in which the files were named.
        return new PairsReport([.. pairs.OrderByDescending(static pair => pair.ExpectedYearlyLoss)], skipped);
    }

    private static PairReport OfFile(PricedFile file, PairsRequest request)
    {
        double[] closes = [.. file.Bars.Select(static bar => bar.Close)];
        PairReport report = Report(file.Name, [file], [.. file.Bars.Select(static bar => bar.Time)], closes, null, request);
        return file.WidenedBars == 0 ? report : report with { Notes = [.. report.Notes, FormattableString.Invariant($"{file.Path}: {file.WidenedBars} bars opened or closed outside of their range, which was widened to hold that.")] };
    }

    private static void AddCross(PricedFile first, PricedFile second, PairsRequest request, List<PairReport> pairs, List<KeyValuePair<string, string>> skipped)
    {
        Dictionary<DateTimeOffset, double> others = second.Bars.ToDictionary(static bar => bar.Time, static bar => bar.Close);
        PriceBar[] common = [.. first.Bars.Where(bar => others.ContainsKey(bar.Time))];
        string name = $"{first.Name} / {second.Name}";
        if (common.Length < PricedFile.FewestPrices)
        {
            skipped.Add(new(name, FormattableString.Invariant($"{common.Length} common times; at least {PricedFile.FewestPrices} are needed")));
            return;
        }
        double[] prices = [.. common.Select(static bar => bar.Close)];
        double[] otherPrices = [.. common.Select(bar => others[bar.Time])];
        pairs.Add(Report(name, [first, second], [.. common.Select(static bar => bar.Time)], prices, otherPrices, request));
    }

    private static PairReport Report(string name, IReadOnlyList<PricedFile> files, DateTimeOffset[] times, double[] prices, double[]? otherPrices, PairsRequest request)
    {
        (TimeSpan interval, int longerSteps) = Steps(times);
        double periodsPerYear = request.PeriodsPerYear ?? (Year / interval);
        double[] ratio = otherPrices is null ? prices : [.. prices.Zip(otherPrices, static (price, other) => price / other)];
        double volatility = Volatility.CloseToClose(ratio, periodsPerYear);
        double expectedLoss = ConstantProductYear.ExpectedLoss(volatility);
        PriceBar[]? bars = otherPrices is null && files[0].Bars[0].HasRange ? [.. files[0].Bars] : null;
        FoundBadPrint[] badPrints = [.. files.SelectMany(static file => file.BadPrints).Where(bad => bad.Time >= times[0] && bad.Time <= times[^1])];
        PairReport report = new()
        {
            Pair = name,
            Files = [.. files.Select(static file => file.Path)],
            From = times[0],
            To = times[^1],
            Interval = interval,
            ExpectedYearlyLoss = expectedLoss,
            Figures =
            [
                new Figure("observations", "prices", times.Length),
                new Figure("volatilityAnnualFraction", "volatility", volatility, FigureUnit.Fraction),
                new Figure("volatilityParkinsonAnnualFraction", "Parkinson", Parkinson(bars, periodsPerYear), FigureUnit.Fraction, ""),
                new Figure("volatilityEwmaAnnualFraction", "EWMA", Volatility.ExponentiallyWeighted(ratio, request.EwmaLambda, periodsPerYear), FigureUnit.Fraction),
                new Figure("correlation", "correlation", otherPrices is null ? null : Comovement.Correlation(prices, otherPrices), None: ""),
                new Figure("beta", "beta", otherPrices is null ? null : Comovement.Beta(prices, otherPrices), None: ""),
                new Figure("halfLifeDays", "half-life", MeanReversion.HalfLife(ratio) * interval.TotalDays, FigureUnit.Days),
                new Figure("expectedYearlyLossFraction", "expected loss a year", expectedLoss, FigureUnit.Fraction),
                new Figure("breakEvenFeeAprFraction", "break-even fee APR", Analytics.Loss.Lvr.RateOf(Pool, price: 1, volatility).FractionAnnual, FigureUnit.Fraction),
                new Figure("badPrintCount", "bad prints", badPrints.Length),
            ],
            Details =
            [
                new Figure("volatilityZeroMeanAnnualFraction", "zero mean", Volatility.ZeroMean(ratio, periodsPerYear), FigureUnit.Fraction),
                new Figure("volatilityGarmanKlassAnnualFraction", "Garman-Klass", GarmanKlass(bars, periodsPerYear), FigureUnit.Fraction),
                new Figure("periodsPerYear", "periods a year", periodsPerYear),
                new Figure("longerSteps", "longer steps", longerSteps),
                new Figure("widenedBars", "widened bars", bars is null ? 0 : files[0].WidenedBars),
            ],
            Notes = longerSteps == 0 ? [] : [FormattableString.Invariant($"{name}: {longerSteps} of {times.Length - 1} steps are longer than the interval, and count as one return each.")],
            BadPrints = badPrints,
        };
        return request.Explains
            ? report with { Formulas = PairFormulas.Of(report, new PairSeries { Prices = prices, OtherPrices = otherPrices, Ratio = ratio, Bars = bars, Interval = interval, PeriodsPerYear = periodsPerYear }, request) }
            : report;
    }

    private static double? Parkinson(PriceBar[]? bars, double periodsPerYear) =>
        bars is null ? null : Volatility.Parkinson([.. bars.Select(static bar => bar.High)], [.. bars.Select(static bar => bar.Low)], periodsPerYear);

    private static double? GarmanKlass(PriceBar[]? bars, double periodsPerYear) =>
        bars is null ? null : Volatility.GarmanKlass(
            [.. bars.Select(static bar => bar.Open)], [.. bars.Select(static bar => bar.High)], [.. bars.Select(static bar => bar.Low)], [.. bars.Select(static bar => bar.Close)], periodsPerYear);

    /// <summary>The median step, and how many are at least half of it longer.</summary>
    private static (TimeSpan Interval, int LongerSteps) Steps(DateTimeOffset[] times)
    {
        TimeSpan[] steps = [.. times.Skip(1).Zip(times, static (next, time) => next - time).Order()];
        TimeSpan interval = steps[steps.Length / 2];
        return (interval, steps.Count(step => step >= 1.5 * interval));
    }
}
