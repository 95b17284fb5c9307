using Tidemark.Analytics;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Hedge;

/// <summary>What a hedged position gains or loses by the day: funding against the loss to rebalancing.</summary>
internal static class CarryAnswer
{
    private const string Funding = "funding of a perpetual: longs pay shorts where the rate is positive";

    /// <summary>The answer, where a funding or a volatility is given.</summary>
    public static FigureGroup? Of(HedgeQuestion question)
    {
        if (question is { Funding: null, Volatility: null })
        {
            return null;
        }
        FigureGroup group = new("carry", question.Position.CurveAfter is null ? "What the hedged position gains in time, before fees" : "What the hedged book gains in time");
        double days = question.Days;
        Figure horizon = new("days", "days", days);
        group.Add(question.Funding is { Days: not null, Origin: var record } ? horizon.FromText("those of the record", record) : horizon.Given("--days", isOfBook: true));
        double? funding = question.Funding?.AprFraction * question.Notional * question.Years;
        if (question.Funding is { AprFraction: var paid } terms)
        {
            group.Add(new Figure("fundingAprFraction", "funding a year, of the short's size now", paid, FigureUnit.Fraction).FromText(terms.Expression, terms.Origin));
            group.Add(new Figure("fundingPerDayValue", "funding received a day", paid * question.Notional / Year.Days).From($"f q P / 365 = {paid} * {question.Notional} / 365", Funding));
            group.Add(new Figure("fundingValue", "funding over the days", funding).From($"f q P days / 365 = {paid} * {question.Notional} * {days} / 365", Funding));
        }
        if (question is { Volatility: { } volatility, Loss: { } rate })
        {
            AddLoss(group, question, volatility, rate, funding);
        }
        return group;
    }

    private static void AddLoss(FigureGroup group, HedgeQuestion question, double volatility, LossRate rate, double? funding)
    {
        double loss = ExpectedValue.LossValue(question.AtHorizon, new LognormalPrice(question.Price, volatility, question.Years));
        string law = $"over {Formula.Show(question.Days)} days at s = {Formula.Show(volatility)}";
        double carried = question.LiquidityProfit(question.Price);
        double away = question.Position.FeesAwayFromPrice?.Invoke(volatility, question.Years) ?? 0;
        double net = loss + (funding ?? 0) + carried + away;
        group.Add(new Figure("lossPerDayValue", rate.IsAtPrice ? "loss a day to rebalancing, however often the short is adjusted" : "loss a day expected over the days, as there is no rate at this price", -rate.ValueAnnual / Year.Days)
            .FromText(rate.IsAtPrice
                ? $"-s^2 P^2 |gamma| / 2 / 365 = -{Formula.Show(volatility)}^2 * {Formula.Show(question.Price)}^2 * {Formula.Show(0 - question.Curve.Gamma(question.Price))} / 2 / 365"
                : $"-E[H - V] of the position now {law} / days = {Formula.Show(-rate.ValueAnnual / Year.Days * question.Days)} / {Formula.Show(question.Days)}", rate.Origin));
        group.Add(new Figure("expectedLossValue", "expected loss over the days, hedged or not", loss).From($"E[V - H] {law}, a martingale,", Source.ExpectedLoss));
        if (question.Position.CurveAfter is not null)
        {
            group.Add(new Figure("ownCarryValue", "the book's own fees, interest, funding and time value, at the same price", carried).From($"V after {question.Days} days - V now = {question.AtHorizon.Value(question.Price)} - {question.Value}", Source.Definition));
        }
        if (away != 0)
        {
            group.Add(new Figure("outOfRangeFeesValue", "fees more or less for the time expected out of range or in it", away).From($"fees a year * (integral of E[V(P) in range] over {question.Years} years - years * V if in range now), summed over ranges", Source.Lognormal));
        }
        group.Add(new Figure("expectedNetValue", "expected in all", net).From($"{loss} + {Formula.Show(funding ?? 0)} + {carried} + {away}", Source.Definition));
        group.Add(new Figure("neededFeeAprFraction", question.Position.CurveAfter is null ? "fees a year that make up for it, of the value" : "fees a year beside the book's own that make up for it, of its equity", question.Value > 0 ? Math.Max(0, -net) / question.Value / question.Years : null, FigureUnit.Fraction, HedgeQuestion.NoValue)
            .From($"max(0, {-net}) / {question.Value} * 365 / {question.Days}", Source.Definition));
    }
}
