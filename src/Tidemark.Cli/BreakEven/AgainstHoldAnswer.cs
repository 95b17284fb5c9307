using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>How likely fees make up for impermanent loss by the horizon.</summary>
internal static class AgainstHoldAnswer
{
    private const string ClosedForm = "definition; for constant product the band is |ln r| < 2 arcosh(1 + fees)";

    public static ExplainedGroup? Of(BreakEvenQuestion question)
    {
        double feeApr = question.Fees.AprFraction ?? 0;
        double growth = feeApr * question.Active.Fraction * question.Years;
        if (growth <= 0 || question.Volatility is not { } volatility)
        {
            return null;
        }
        BreakEvenBand band = Analytics.Yields.BreakEven.AgainstHold(question.Curve, question.Price, growth, volatility, question.Years, question.Drift);
        string days = Formula.Show(question.Days);
        string price = Formula.Show(question.Price);
        ExplainedGroup group = new("againstHold", $"Against holding from here, after {ReportFormat.Number(question.Days)} days of these fees");
        group.AddGiven(new Figure("days", "days", question.Days), "--days");
        group.Add(new Figure("feeGrowthFraction", "fees, of the value", growth, FigureUnit.Fraction), $"fees a year * share of the time in range * days / 365 = {Formula.Show(feeApr)} * {Formula.Show(question.Active.Fraction)} * {days} / 365", Source.Definition);
        AddSide("Below", "ahead down to a price of", $"the price below {price} at which (1 + {Formula.Show(growth)}) V = H,", band.Prices.Below);
        AddSide("Above", "ahead up to a price of", $"the price above {price} at which (1 + {Formula.Show(growth)}) V = H,", band.Prices.Above);
        group.Add(
            new Figure("aheadProbability", "probability of being ahead", band.Probability, FigureUnit.Fraction),
            $"P[(1 + {Formula.Show(growth)}) V > H], a lognormal price with s = {Formula.Show(volatility)}, drift {Formula.Show(question.Drift)}, {days} days; fees stay in the position and grow with it;",
            ClosedForm);
        return group;

        void AddSide(string side, string label, string equation, double? bound)
        {
            const string Any = "any";
            group.Add(new Figure($"price{side}", label, bound, None: Any), equation, ClosedForm);
            group.Add(new Figure($"ratio{side}", "    as a ratio", bound / question.Price, None: Any), $"that price / P = {(bound is { } found ? Formula.Show(found) : Any)} / {price}", Source.Definition);
        }
    }
}
