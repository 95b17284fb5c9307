using Tidemark.Analytics.Statistics;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Pairs;

/// <summary>Where the figures of a pair come from. What only counts, such as the prices, has no formula.</summary>
internal static class PairFormulas
{
    private const double SecondsOfYear = 365 * 86_400;

    public static IReadOnlyList<Formula> Of(PairReport pair, PairSeries series, PairsRequest request)
    {
        Dictionary<string, double> values = pair.Figures.Concat(pair.Details).Where(static figure => figure.Value is not null).ToDictionary(static figure => figure.Name, static figure => figure.Value!.Value);
        double volatility = values["volatilityAnnualFraction"];
        List<Formula> formulas =
        [
            new("periodsPerYear", request.PeriodsPerYear is null ? $"N = 365 days / interval = {Show(SecondsOfYear)} s / {Show(series.Interval.TotalSeconds)} s = {Show(series.PeriodsPerYear)}" : $"N = --periods-per-year = {Show(series.PeriodsPerYear)}", "the median time between two prices; crypto trades on 365 days"),
            .. Volatilities(series, values, request.EwmaLambda),
            .. Together(series, values, volatility),
            HalfLife(series, values),
            new("expectedYearlyLossFraction", $"E[V/H] - 1 = exp(-s^2 / 8) - 1 = exp(-{Show(volatility)}^2 / 8) - 1 = {Show(values["expectedYearlyLossFraction"])}", "GammaSwap 2022: constant product, no fees, a price without drift"),
            new("breakEvenFeeAprFraction", $"s^2 / 8 = {Show(volatility)}^2 / 8 = {Show(values["breakEvenFeeAprFraction"])}", "Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046)"),
            new("badPrintCount", $"prices further in log from the median of the 10 around them than 0.1 + 10 m, m the median move of the 50 intervals around, and back at once: {Show(values["badPrintCount"])}", "Barndorff-Nielsen, Hansen, Lunde, Shephard 2009; Brownlees and Gallo 2006; Ait-Sahalia, Mykland, Zhang 2011"),
        ];
        return formulas;
    }

    private static List<Formula> Volatilities(PairSeries series, Dictionary<string, double> values, double lambda)
    {
        int returns = series.Ratio.Length - 1;
        List<Formula> formulas = [];
        void Add(string figure, double ofInterval, string meaning, string source) =>
            formulas.Add(new Formula(figure, $"d sqrt(N) = {Show(ofInterval)} * sqrt({Show(series.PeriodsPerYear)}) = {Show(values[figure])}, {meaning}", source));
        Add("volatilityAnnualFraction", Volatility.CloseToClose(series.Ratio, 1), $"d^2 = sum (r - mean r)^2 / (n - 1) of n = {Show(returns)} log returns", "the sample standard deviation");
        Add("volatilityZeroMeanAnnualFraction", Volatility.ZeroMean(series.Ratio, 1), $"d^2 = sum r^2 / n of n = {Show(returns)} log returns", "the standard deviation about zero");
        Add("volatilityEwmaAnnualFraction", Volatility.ExponentiallyWeighted(series.Ratio, lambda, 1), $"d^2 = sum L^age r^2 / sum L^age with L = {Show(lambda)}", "J.P. Morgan/Reuters 1996 (RiskMetrics Technical Document), 5.2");
        if (series.Bars is { } bars)
        {
            double[] highs = [.. bars.Select(static bar => bar.High)];
            double[] lows = [.. bars.Select(static bar => bar.Low)];
            Add("volatilityParkinsonAnnualFraction", Volatility.Parkinson(highs, lows, 1), $"d^2 = mean ln(high / low)^2 / (4 ln 2) of {Show(bars.Length)} bars", "Parkinson 1980 (The extreme value method for estimating the variance of the rate of return)");
            Add("volatilityGarmanKlassAnnualFraction", Volatility.GarmanKlass([.. bars.Select(static bar => bar.Open)], highs, lows, [.. bars.Select(static bar => bar.Close)], 1), $"d^2 = mean of ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2 of {Show(bars.Length)} bars", "Garman and Klass 1980 (On the estimation of security price volatilities from historical data)");
        }
        return formulas;
    }

    // The variance of a ratio is s_a^2 + s_b^2 - 2 cov, so the three volatilities say what the covariance is.
    private static IEnumerable<Formula> Together(PairSeries series, Dictionary<string, double> values, double volatility)
    {
        if (series.OtherPrices is null)
        {
            yield break;
        }
        double first = Volatility.CloseToClose(series.Prices, series.PeriodsPerYear);
        double second = Volatility.CloseToClose(series.OtherPrices, series.PeriodsPerYear);
        string covariance = $"cov = (s_a^2 + s_b^2 - s^2) / 2 = ({Show(first)}^2 + {Show(second)}^2 - {Show(volatility)}^2) / 2";
        if (values.TryGetValue("correlation", out double correlation))
        {
            yield return new Formula("correlation", $"cov / (s_a s_b) = {Show(correlation)}, {covariance}", "Pearson's correlation of the log returns");
        }
        if (values.TryGetValue("beta", out double beta))
        {
            yield return new Formula("beta", $"cov / s_b^2 = {Show(beta)}, {covariance}", "the slope of the least squares of the first file's log returns on the second's");
        }
    }

    private static Formula HalfLife(PairSeries series, Dictionary<string, double> values)
    {
        const string Source = "Ornstein-Uhlenbeck in its discrete form; Dickey and Fuller 1979 with the critical values of MacKinnon 2010";
        if (!values.TryGetValue("halfLifeDays", out double days))
        {
            return new Formula("halfLifeDays", "-ln 2 / ln(1 + b) intervals: none, for b cannot be told from the 0 of a random walk at 5 %, or 1 + b is not above 0", Source);
        }
        double intervals = days / series.Interval.TotalDays;
        return new Formula("halfLifeDays", $"-ln 2 / ln(1 + b) intervals = -ln 2 / ln({Show(Math.Pow(2, -1 / intervals))}) * {Show(series.Interval.TotalDays)} d = {Show(days)}, b the slope of the change of the log price on the log price before", Source);
    }

    private static string Show(double value) => Formula.Show(value);
}
