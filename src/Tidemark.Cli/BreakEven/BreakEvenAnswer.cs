using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Options;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>What it takes to break even, as a report shows it.</summary>
/// <param name="Curve">The position.</param>
/// <param name="Price">The price now.</param>
/// <param name="Value">The value now.</param>
/// <param name="Loss">What it loses in a year, where a volatility is given.</param>
/// <param name="Fees">What it earns while it is in range.</param>
/// <param name="InRangeFraction">The expected share of the time in range; one where the position is no range.</param>
internal sealed record BreakEvenAnswer(ValueCurve Curve, double Price, double Value, LossRate? Loss, FeeTerms Fees, double InRangeFraction)
{
    private const double DaysOfYear = 365;
    private const string Papers = "Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046)";

    public List<FigureGroup> Groups { get; } = [];

    public List<Formula> Formulas { get; } = [];

    /// <summary>The fees of a day, where they are known.</summary>
    private double? FeesPerDay => Fees.AprFraction * Value / DaysOfYear;

    /// <summary>The fees and the volume that pay for a volatility.</summary>
    public void AddNeeded(double? volatility, double days)
    {
        if (Loss is null || volatility is not { } sigma)
        {
            return;
        }
        List<Figure> figures =
        [
            new("volatilityAnnualFraction", "volatility a year", sigma, FigureUnit.Fraction),
            new("feeAprFraction", "fees a year, of the value", Loss.AprFraction, FigureUnit.Fraction),
            new("feesPerDayValue", "fees a day", Loss.AprFraction * Value / DaysOfYear),
        ];
        Formulas.Add(Loss.HasGamma
            ? new Formula("needed.feeAprFraction", $"LVR a year / V = s^2 P^2 |gamma| / (2 V) = {Formula.Show(sigma)}^2 * {Formula.Show(Price)}^2 * {Formula.Show(0 - Curve.Gamma(Price))} / (2 * {Formula.Show(Value)}) = {Formula.Show(Loss.AprFraction)}", Papers)
            : new Formula("needed.feeAprFraction", $"E[H - V] over {Formula.Show(days)} days / V * 365 / days = {Formula.Show(Loss.ExpectedFraction)} * 365 / {Formula.Show(days)} = {Formula.Show(Loss.AprFraction)}", "Alexander and Fritz 2024 (arXiv:2410.00854); there is no gamma at this price"));
        if (Fees.FeePips is { } feePips)
        {
            double turnover = Loss.AprFraction / NetYield.FeeApr(feePips, 1, 1);
            figures.Add(new Figure("turnoverPerDayFraction", "turnover a day, of the value", turnover, FigureUnit.Fraction));
            figures.Add(new Figure("turnoverAnnualFraction", "turnover a year, of the value", turnover * DaysOfYear, FigureUnit.Fraction));
            if (Fees.ShareFraction is > 0 and { } share)
            {
                figures.Add(new Figure("volumePerDay", "the pool's volume a day", turnover * Value / share));
            }
            Formulas.Add(new Formula("needed.turnoverPerDayFraction", $"fees a year / (fee * 365) = {Formula.Show(Loss.AprFraction)} / ({Formula.Show(feePips / 1e6)} * 365) = {Formula.Show(turnover)}", Papers));
        }
        figures.Add(new Figure("expectedLossFraction", $"expected loss over {ReportFormat.Number(days)} days, of the value", -Loss.ExpectedFraction, FigureUnit.Fraction));
        Groups.Add(new FigureGroup("needed", "Needed to break even against rebalancing", figures));
    }

    /// <summary>What the fees pay for.</summary>
    public void AddFees(double days)
    {
        if (Fees.AprFraction is not { } feeApr)
        {
            return;
        }
        PaidVolatility paid = PaidVolatility.Of(Curve, Price, feeApr, days);
        List<Figure> figures =
        [
            new("feeAprFraction", "fees a year, of the value", feeApr, FigureUnit.Fraction),
            new("feesPerDayValue", "fees a day", FeesPerDay),
            new("breakEvenVolatilityAnnualFraction", "volatility that they pay for", paid.Annual, FigureUnit.Fraction, PaidVolatility.None),
        ];
        if (Loss is not null)
        {
            figures.Add(new Figure("marginAprFraction", "left a year after the loss", feeApr - Loss.AprFraction, FigureUnit.Fraction));
        }
        Groups.Add(new FigureGroup("fees", "What the fees pay for", figures));
        Formulas.Add(Fees.Formula!);
        Formulas.Add(paid.Formula("fees.breakEvenVolatilityAnnualFraction"));
    }

    /// <summary>What makes up for a move of the price since the tokens were put in.</summary>
    public void AddPriceMove(AmmCase position)
    {
        double? moved = position is { Basket: { } basket, Prices: { } prices } ? ImpermanentLoss.Of(basket, position.EntryPrices, prices).LossValue
            : position.Price is { } price ? ImpermanentLoss.Of(position.Curve, position.EntryPrice, price).LossValue
            : null;
        if (moved is not { } loss)
        {
            return;
        }
        List<Figure> figures = [new("impermanentLossValue", "impermanent loss", loss)];
        if (Fees.FeePips is { } feePips)
        {
            double volume = -loss / (feePips / 1e6);
            figures.Add(new Figure("volumeToBreakEven", "volume to serve", volume));
            figures.Add(new Figure("turnoverToBreakEvenFraction", "the same, of the value", Value > 0 ? volume / Value : null, FigureUnit.Fraction));
            Formulas.Add(new Formula("priceMove.volumeToBreakEven", $"(H - V) / fee = {Formula.Show(-loss)} / {Formula.Show(feePips / 1e6)} = {Formula.Show(volume)}", "definition"));
        }
        if (FeesPerDay is { } perDay)
        {
            double? days = Analytics.Yields.BreakEven.Days(loss, perDay);
            figures.Add(new Figure("daysToBreakEven", "days of fees", days, FigureUnit.Days, "for ever"));
            Formulas.Add(new Formula("priceMove.daysToBreakEven", $"(H - V) / fees a day = {Formula.Show(-loss)} / {Formula.Show(perDay)} = {(days is { } found ? Formula.Show(found) : "for ever")}", "definition"));
        }
        Groups.Add(new FigureGroup("priceMove", "To make up for the price's move since the entry", figures));
    }

    /// <summary>How likely fees make up for impermanent loss by the horizon.</summary>
    public void AddAgainstHold(double volatility, double days, double drift)
    {
        double growth = (Fees.AprFraction ?? 0) * InRangeFraction * days / DaysOfYear;
        if (growth <= 0)
        {
            return;
        }
        BreakEvenBand band = Analytics.Yields.BreakEven.AgainstHold(Curve, Price, growth, volatility, days / DaysOfYear, drift);
        Groups.Add(new FigureGroup("againstHold", $"Against holding from here, after {ReportFormat.Number(days)} days of these fees",
        [
            new Figure("days", "days", days),
            new Figure("feeGrowthFraction", "fees, of the value", growth, FigureUnit.Fraction),
            new Figure("priceBelow", "ahead down to a price of", band.Prices.Below, None: "any"),
            new Figure("ratioBelow", "    as a ratio", band.Prices.Below / Price, None: "any"),
            new Figure("priceAbove", "ahead up to a price of", band.Prices.Above, None: "any"),
            new Figure("ratioAbove", "    as a ratio", band.Prices.Above / Price, None: "any"),
            new Figure("aheadProbability", "probability of being ahead", band.Probability, FigureUnit.Fraction),
        ]));
        Formulas.Add(new Formula("againstHold.aheadProbability", $"P[(1 + {Formula.Show(growth)}) V > H], a lognormal price with s = {Formula.Show(volatility)}, drift {Formula.Show(drift)}, {Formula.Show(days)} days, = {Formula.Show(band.Probability)}; fees stay in the position and grow with it", "definition; for constant product the band is |ln r| < 2 arcosh(1 + fees)"));
    }

    /// <summary>How long the price stays in the range, where the position is one.</summary>
    public void AddRange(double volatility, double days, double drift)
    {
        ReadOnlySpan<double> kinks = Curve.Kinks.Span;
        if (kinks.Length < 2)
        {
            return;
        }
        bool isInside = Price > kinks[0] && Price < kinks[^1];
        RangeExitReport? exit = isInside ? RangeExit.Of(Price, kinks[0], kinks[^1], volatility, drift) : null;
        double? stays = isInside ? RangeExit.Survival(Price, kinks[0], kinks[^1], volatility, days / DaysOfYear, drift) : null;
        const string Outside = "outside it";
        Groups.Add(new FigureGroup("range", "The range",
        [
            new Figure("timeInRangeFraction", $"expected share of {ReportFormat.Number(days)} days in it", InRangeFraction, FigureUnit.Fraction),
            new Figure("stayProbability", $"probability of staying in it for {ReportFormat.Number(days)} days", stays, FigureUnit.Fraction, Outside),
            new Figure("expectedExitDays", "mean time until the price leaves it", exit?.ExpectedDays, FigureUnit.Days, Outside),
            new Figure("upwardExitProbability", "probability that it leaves upwards", exit?.UpwardProbability, FigureUnit.Fraction, Outside),
        ]));
        string law = $"lognormal price, drift {Formula.Show(drift)}, s = {Formula.Show(volatility)}, range from {Formula.Show(kinks[0])} to {Formula.Show(kinks[^1])}";
        Formulas.Add(new Formula("range.timeInRangeFraction", $"mean over the time of P[in range], {law}, = {Formula.Show(InRangeFraction)}", "definition"));
        if (exit is { } leaves)
        {
            Formulas.Add(new Formula("range.expectedExitDays", $"mean first exit, {law}, = {Formula.Show(leaves.ExpectedDays)}", "Borodin and Salminen 2002 (Handbook of Brownian Motion), part II, 3.0"));
        }
    }

    public string Sentence(double? volatility, double days)
    {
        if (Loss is { AprFraction: 0 })
        {
            return "The position loses nothing to rebalancing, whatever the volatility; any fee is a gain.";
        }
        if (Loss is null || volatility is not { } sigma)
        {
            double feeApr = Fees.AprFraction!.Value;
            return PaidVolatility.Of(Curve, Price, feeApr, days).Annual is { } paid
                ? $"Fees of {ReportFormat.Percent(feeApr)} a year pay for a volatility of {ReportFormat.Percent(paid)} a year."
                : $"Fees of {ReportFormat.Percent(feeApr)} a year pay for any volatility.";
        }
        string loses = Loss.HasGamma
            ? $"At a volatility of {ReportFormat.Percent(sigma)} a year the position loses {ReportFormat.Percent(Loss.AprFraction)} of its value a year to arbitrage"
            : $"At a volatility of {ReportFormat.Percent(sigma)} a year the position is expected to lose {ReportFormat.Percent(Loss.ExpectedFraction)} of its value in {ReportFormat.Number(days)} days, {ReportFormat.Percent(Loss.AprFraction)} a year";
        double needed = Loss.AprFraction;
        return Fees.AprFraction is { } earned ? $"{loses} and earns {ReportFormat.Percent(earned)} in fees: {(earned > needed ? $"{ReportFormat.Percent(earned - needed)} are left" : $"{ReportFormat.Percent(needed - earned)} are missing")}."
            : Fees.FeePips is { } feePips ? $"{loses}; with a fee of {ReportFormat.Percent(feePips / 1e6)} it breaks even at a turnover of {ReportFormat.Percent(needed / NetYield.FeeApr(feePips, 1, 1))} a day."
            : $"{loses}; it breaks even when fees bring as much.";
    }
}
