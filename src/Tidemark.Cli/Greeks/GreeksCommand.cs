using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary><c>tidemark greeks</c>: a position as an option: how its value moves with the price, and what it must earn for that.</summary>
internal sealed class GreeksCommand
{
    private const double DefaultDays = 30;
    private const double DaysOfYear = 365;
    private const string Papers = "Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046)";

    private readonly Option<double?> _volatility = NumberOption.Positive("--volatility", "The volatility of the price, as a fraction a year: 0.8 is 80 %. Theta, the fair fees and the expected loss need it.", "S");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon of the expected loss and of the options (default {DefaultDays}).", "D");
    private readonly Option<double?> _drift = NumberOption.Single("--drift", "The growth of the mean of the price a year, continuously compounded (default 0).", "M", "a number", static _ => true);
    private readonly FeeOptions _fees = new();
    private readonly ReplicationOptions _replication = new();

    public static Command Create()
    {
        GreeksCommand greeks = new();
        return new Calculator().Create(
            "greeks",
            "A position as an option: delta, gamma, theta, implied volatility, expected loss, and the puts and calls that replicate the loss.",
            [greeks._volatility, greeks._days, greeks._drift, .. greeks._fees.All, .. greeks._replication.All],
            static _ => [],
            greeks.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        double? volatility = result.GetValue(_volatility);
        double years = (result.GetValue(_days) ?? DefaultDays) / DaysOfYear;
        if (volatility is null && (result.GetValue(_days) is not null || result.GetValue(_drift) is not null))
        {
            throw new CommandInputException("--days and --drift are of the expected loss; give --volatility too.");
        }
        ValueCurve curve = position.CurveNow;
        double price = position.PriceNow;
        PositionGreeks greeks = PositionGreeks.Of(curve, price, volatility ?? 0);
        FeeTerms fees = _fees.Read(position, result);
        if (fees is { AprFraction: null } and not { FeePips: null, ShareFraction: null })
        {
            throw new CommandInputException("the fees that pay for a volatility are missing: give --turnover or --volume with --fee-pips, or --fee-apr.");
        }
        List<FigureGroup> groups = [];
        List<FigureTable> tables = [];
        List<Formula> formulas =
        [
            position.Value with { Expression = $"{position.Value.Expression} = {Formula.Show(greeks.PoolValue)}" },
            new("delta", $"dV/dP = {Formula.Show(greeks.Delta)} at P = {Formula.Show(price)}", "of a pool it is the amount of the token in it, by the envelope theorem; " + Papers),
            new("gamma", $"d2V/dP2 = {Formula.Show(greeks.Gamma)}", "the slope of delta"),
        ];
        double drift = result.GetValue(_drift) ?? 0;
        if (volatility is { } given)
        {
            AddTheta(groups, formulas, greeks, given, fees);
            AddHorizon(groups, formulas, ExpectedValue.Of(curve, price, given, years, drift), greeks.PoolValue, given, years, drift);
        }
        if (fees.AprFraction is { } feeApr)
        {
            PaidVolatility paid = PaidVolatility.Of(curve, price, feeApr, years * DaysOfYear);
            groups.Add(new FigureGroup("fees", "What the fees pay for",
            [
                new Figure("feeAprFraction", "fees a year, of the value", feeApr, FigureUnit.Fraction),
                new Figure("impliedVolatilityAnnualFraction", "implied volatility a year", paid.Annual, FigureUnit.Fraction, PaidVolatility.None),
            ]));
            formulas.Add(fees.Formula!);
            formulas.Add(paid.Formula("fees.impliedVolatilityAnnualFraction"));
        }
        if (_replication.Read(curve, price, volatility, years, result) is { } replication)
        {
            groups.Add(replication.Group);
            tables.Add(replication.Table);
            formulas.Add(replication.Formula);
        }
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = Sentence(greeks, volatility),
            Parameters = position.Parameters,
            Figures =
            [
                new Figure("price", "price", price),
                new Figure("poolValue", "value in the pool", greeks.PoolValue),
                new Figure("delta", $"delta, in token {position.MovingToken}", greeks.Delta),
                new Figure("dollarDelta", "delta, in money", greeks.DollarDelta),
                new Figure("deltaFraction", "delta, of the value", greeks.DeltaFraction, FigureUnit.Fraction),
                new Figure("gamma", "gamma, delta by unit of price", greeks.Gamma),
                new Figure("dollarGamma", "gamma times the squared price, in money", greeks.DollarGamma),
            ],
            Groups = groups,
            Tables = tables,
            Formulas = formulas,
        };
    }

    private static string Sentence(PositionGreeks greeks, double? volatility)
    {
        string moves = $"At {ReportFormat.Number(greeks.Price)} a rise of the price by 1 % moves the value by {ReportFormat.Percent(greeks.DeltaFraction / 100)}";
        return greeks.DollarGamma == 0 ? $"{moves}; there is no gamma at this price."
            : greeks.DollarGamma > 0 ? $"{moves}; gamma is positive here, at the cost of who pays the claim."
            : volatility is { } given ? $"{moves}; the position is short volatility, and at {ReportFormat.Percent(given)} a year must earn {ReportFormat.Number(greeks.FairThetaPerDay)} a day in fees for that."
            : $"{moves}; the position is short volatility.";
    }

    private static void AddTheta(List<FigureGroup> groups, List<Formula> formulas, PositionGreeks greeks, double volatility, FeeTerms fees)
    {
        double? fairApr = greeks.PoolValue > 0 ? greeks.FairThetaAnnual / greeks.PoolValue : null;
        List<Figure> figures =
        [
            new("volatilityAnnualFraction", "volatility a year", volatility, FigureUnit.Fraction),
            new("thetaPerDayValue", "theta: fees a day that pay for gamma", greeks.FairThetaPerDay),
            new("lvrPerDayValue", "LVR a day, which they pay for", -greeks.FairThetaPerDay),
            new("fairFeeAprFraction", "fair fees a year, of the value", fairApr, FigureUnit.Fraction),
        ];
        if (fees is { FeePips: { } feePips, AprFraction: > 0 and { } feeApr })
        {
            figures.Add(new Figure("fairFeeFraction", "fair fee at the same volume", fairApr * feePips / 1e6 / feeApr, FigureUnit.Fraction));
        }
        groups.Add(new FigureGroup("atVolatility", "At this volatility", figures));
        formulas.Add(new Formula("atVolatility.thetaPerDayValue", $"s^2 P^2 |gamma| / 2 / 365 = {Formula.Show(volatility)}^2 * {Formula.Show(0 - greeks.DollarGamma)} / 2 / 365 = {Formula.Show(greeks.FairThetaPerDay)}", Papers));
    }

    private static void AddHorizon(List<FigureGroup> groups, List<Formula> formulas, ExpectedValueReport expected, double value, double volatility, double years, double drift)
    {
        double days = years * DaysOfYear;
        groups.Add(new FigureGroup("horizon", $"Expected after {ReportFormat.Number(days)} days, from here",
        [
            new Figure("days", "days", days),
            new Figure("driftAnnualFraction", "drift of the price a year", drift, FigureUnit.Fraction),
            new Figure("expectedPoolValue", "value in the pool", expected.PoolValue),
            new Figure("expectedHoldValue", "value held", expected.HoldValue),
            new Figure("expectedLossValue", "impermanent loss in money", expected.LossValue),
            new Figure("expectedLossFraction", "impermanent loss, of the expected value held", expected.LossFraction, FigureUnit.Fraction),
            new Figure("fairFeeAprFraction", "fair fees a year on average, of the value now", value > 0 ? -expected.LossValue / value / years : null, FigureUnit.Fraction),
            new Figure("meanLossFraction", "mean of the loss as a fraction", expected.MeanLossFraction, FigureUnit.Fraction),
        ]));
        formulas.Add(new Formula("horizon.expectedLossValue", $"E[V - H] over {Formula.Show(days)} days at s = {Formula.Show(volatility)}, drift {Formula.Show(drift)}: {Formula.Show(expected.PoolValue)} - {Formula.Show(expected.HoldValue)} = {Formula.Show(expected.LossValue)}", "geometric Brownian motion, in closed form where there is one; Lipton, Lucic, Sepp 2024 (arXiv:2407.05146)"));
    }
}
