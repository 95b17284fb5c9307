using Tidemark.Analytics.Greeks;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Greeks;

/// <summary>The greeks at the price.</summary>
internal static class GreeksAnswer
{
    private const string Infinite = "none, infinite";

    public static FigureGroup Of(GreeksQuestion question)
    {
        (AmmCase position, PositionGreeks greeks) = (question.Position, question.Greeks);
        string price = Formula.Show(greeks.Price);
        string delta = Formula.Show(greeks.Delta);
        string at = $"V = {Formula.Show(greeks.PoolValue)}, P = {price}";
        FigureGroup figures = PositionFigures.Of(position);
        figures.Add(new Figure("delta", $"delta, in token {position.MovingToken}", greeks.Delta)
            .FromText(position.Claim is null ? $"dV/dP = x(P), the amount of token {position.MovingToken} in the pool at {at}" : $"dV/dP of the claim at {at}", "envelope theorem; " + Source.Rebalancing));
        figures.Add(new Figure("dollarDelta", $"delta at the price, in {position.Numeraire}", greeks.DollarDelta).From($"P dV/dP = {price} * {delta}", Source.Definition));
        figures.Add(new Figure("deltaFraction", "delta, of the value", greeks.DeltaFraction, FigureUnit.Fraction).From($"P dV/dP / V = {greeks.DollarDelta} / {greeks.PoolValue}", Source.Definition));
        figures.Add(new Figure("gamma", "gamma, delta by unit of price", question.IsSteep ? null : greeks.Gamma, None: Infinite).FromText(Bend(question), Source.Rebalancing));
        figures.Add(new Figure("dollarGamma", $"gamma times the squared price, in {position.Numeraire}", question.IsSteep ? null : greeks.DollarGamma, None: Infinite).From($"P^2 d2V/dP2 = {price}^2 * {greeks.Gamma}", Source.Definition));
        return figures;
    }

    // The slope of delta, which a reader can follow from two values of it.
    private static string Bend(GreeksQuestion question)
    {
        double step = question.Price * 1e-4;
        double above = question.Curve.Delta(question.Price + step);
        double below = question.Curve.Delta(question.Price - step);
        return $"d2V/dP2, the slope of delta: about ({Formula.Show(above)} - {Formula.Show(below)}) / {Formula.Show(2 * step)} from delta at P (1 +- 0.0001), exactly";
    }

    public static string Sentence(GreeksQuestion question)
    {
        PositionGreeks greeks = question.Greeks;
        string moves = $"At {ReportFormat.Number(greeks.Price)} a rise of the price by 1 % moves the value by {ReportFormat.Percent(greeks.DeltaFraction / 100)}";
        return question.IsSteep ? $"{moves}; gamma is infinite at this price{(question.Loss is { } loss ? $", and over {ReportFormat.Number(question.Days)} days {ReportFormat.Percent(loss.ExpectedFraction)} of the value is expected to be lost" : "")}."
            : greeks.DollarGamma == 0 ? $"{moves}; there is no gamma at this price."
            : greeks.DollarGamma > 0 ? $"{moves}; gamma is positive here, at the cost of who pays the claim."
            : question.Volatility is { } given ? $"{moves}; the position is short volatility, and at {ReportFormat.Percent(given)} a year must earn {ReportFormat.Number(greeks.FairThetaPerDay)} a day in fees for that."
            : $"{moves}; the position is short volatility.";
    }
}
