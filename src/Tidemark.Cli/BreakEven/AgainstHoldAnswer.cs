using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>How likely fees make up for impermanent loss by the horizon.</summary>
internal static class AgainstHoldAnswer
{
    private const string ClosedForm = "definition; for constant product the band is |ln r| < 2 arcosh(1 + fees)";

    public static FigureGroup? Of(BreakEvenQuestion question)
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
        FigureGroup group = new("againstHold", $"Against holding from here, after {ReportFormat.Number(question.Days)} days of these fees");
        group.Add(new Figure("days", "days", question.Days).Given("--days", isOfBook: true));
        group.Add(new Figure("feeGrowthFraction", "fees, of the value", growth, FigureUnit.Fraction).From($"fees a year * share of the time in range * days / 365 = {feeApr} * {question.Active.Fraction} * {days} / 365", Source.Definition));
        AddSide("Below", "ahead down to a price of", $"the price below {price} at which (1 + {Formula.Show(growth)}) V = H,", band.Prices.Below);
        AddSide("Above", "ahead up to a price of", $"the price above {price} at which (1 + {Formula.Show(growth)}) V = H,", band.Prices.Above);
        group.Add(new Figure("aheadProbability", "probability of being ahead", band.Probability, FigureUnit.Fraction)
            .From($"P[(1 + {growth}) V > H], a lognormal price with s = {volatility}, drift {question.Drift}, {days} days; fees stay in the position and grow with it;", ClosedForm));
        return group;

        void AddSide(string side, string label, string equation, double? bound)
        {
            const string Any = "any";
            group.Add(new Figure($"price{side}", label, bound, None: Any).FromText(equation, ClosedForm));
            group.Add(new Figure($"ratio{side}", "    as a ratio", bound / question.Price, None: Any).From($"that price / P = {(bound is { } found ? Formula.Show(found) : Any)} / {price}", Source.Definition));
        }
    }
}
