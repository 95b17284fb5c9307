using System.CommandLine;
using Tidemark.Analytics.Legs.Perpetuals;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Hedge;

/// <summary>The options of the short's margin: the rise that it is to survive, or its leverage.</summary>
internal sealed class MarginOptions
{
    private const double DefaultMove = 0.5;
    private const double DefaultMaintenance = 0.005;
    private const string Exchange = "Binance, liquidation price of isolated margin";

    private readonly Option<double?> _survive = NumberOption.Positive("--survive", $"The rise of the price that the short's margin is to survive, as a fraction: 0.5 is +50 % (default {DefaultMove} without --leverage).", "X");
    private readonly Option<double?> _leverage = NumberOption.Single("--leverage", "The short over its margin, instead of finding the margin by --survive; with both, refused where it does not survive.", "L", "a number of 1 or more", static value => value >= 1);
    private readonly Option<double?> _maintenance = NumberOption.Single("--maintenance", $"The margin below which the short is closed, as a fraction of its size (default {DefaultMaintenance}).", "M", "a fraction from 0 to below 1 (0.005 is 0.5 %)", static value => value is >= 0 and < 1);

    public IEnumerable<Option> All => [_survive, _leverage, _maintenance];

    /// <summary>The margin, where there is something to sell or to buy.</summary>
    public FigureGroup? Read(HedgeQuestion question, ParseResult result)
    {
        if (question.Quantity == 0)
        {
            return null;
        }
        string sign = question.Quantity > 0 ? "+" : "-";
        int side = Math.Sign(question.Quantity);
        string word = question.Word;
        double notional = Math.Abs(question.Notional);
        double size = Math.Abs(question.Quantity);
        double maintenance = result.GetValue(_maintenance) ?? DefaultMaintenance;
        var tiers = MaintenanceTiers.Flat(maintenance);
        Perpetual perpetual = new(PerpetualKind.Linear, -question.Quantity, question.Price);
        double? leverage = result.GetValue(_leverage);
        double? survive = result.GetValue(_survive) ?? (leverage is null ? DefaultMove : null);
        if (side < 0 && survive >= 1)
        {
            throw new CommandInputException($"--survive {survive:R} is the fall of the price here, as the book needs a long; give a fraction below 1.");
        }
        double margin = leverage is { } given ? perpetual.InitialMargin(given) : perpetual.MarginToSurvive(question.Price * (1 + (side * survive!.Value)), tiers);
        // What survives a price is closed there, but for rounding.
        double liquidation = leverage is null ? question.Price * (1 + (side * survive!.Value)) : perpetual.LiquidationPrice(margin, tiers) ?? throw new CommandInputException($"at --leverage {leverage:R} the long is never liquidated; give --survive, or a leverage above 1.");
        if (leverage is { } tooHigh)
        {
            Require(question, perpetual, tiers, tooHigh, liquidation, survive);
        }
        FigureGroup group = new("margin", $"Margin of the {word}");
        group.Add(new Figure("maintenanceFraction", "closed below a margin of", maintenance, FigureUnit.Fraction).Given(_maintenance.Name));
        group.Add(new Figure("marginValue", $"margin, beside the position, in {question.Position.Numeraire}", margin)
            .FromText(leverage is { } of ? $"|q| P / leverage = {Formula.Show(notional)} / {Formula.Show(of)}" : $"q (P_s (1 {sign} m) - P) = {Formula.Show(question.Quantity)} * ({Formula.Show(liquidation)} * (1 {sign} {Formula.Show(maintenance)}) - {Formula.Show(question.Price)})", Exchange));
        group.Add(new Figure("marginFraction", "    of the position's value", question.Value > 0 ? margin / question.Value : null, FigureUnit.Fraction, HedgeQuestion.NoValue).From($"margin / V = {margin} / {question.Value}", Source.Definition));
        group.Add(new Figure("leverage", $"leverage of the {word}", notional / margin).From($"|q| P / margin = {notional} / {margin}", Source.Definition));
        group.Add(new Figure("liquidationPrice", $"price at which the {word} is liquidated", liquidation)
            .FromText(side > 0 ? $"(margin + q P) / (q (1 + m)) = ({Formula.Show(margin)} + {Formula.Show(notional)}) / ({Formula.Show(size)} * (1 + {Formula.Show(maintenance)}))" : $"(|q| P - margin) / (|q| (1 - m)) = ({Formula.Show(notional)} - {Formula.Show(margin)}) / ({Formula.Show(size)} * (1 - {Formula.Show(maintenance)}))", Exchange));
        group.Add(new Figure("liquidationMoveFraction", side > 0 ? "    a rise of" : "    a fall of", (liquidation / question.Price) - 1, FigureUnit.Fraction).From($"{liquidation} / {question.Price} - 1", Source.Definition));
        group.Add(new Figure("shortProfitAtLiquidationValue", $"the {word}'s loss there", perpetual.Profit(liquidation)).From($"-q (P - P0) = -{question.Quantity} * ({liquidation} - {question.Price})", Source.Definition));
        group.Add(new Figure("liquidityProfitAtLiquidationValue", "the position's gain there, which is no margin", question.LiquidityProfit(liquidation)).From($"V - V0 = {question.AtHorizon.Value(liquidation)} - {question.Value}", Source.Definition));
        return group;
    }

    private static void Require(HedgeQuestion question, Perpetual perpetual, MaintenanceTiers tiers, double leverage, double liquidation, double? survive)
    {
        int side = Math.Sign(question.Quantity);
        if (side * (liquidation - question.Price) <= 0)
        {
            throw new CommandInputException($"at --leverage {leverage:R} the margin is not above --maintenance, so the {question.Word} is liquidated at birth; give a leverage below {ReportFormat.Number(1 / tiers.Tiers[0].RateFraction)}.");
        }
        if (survive is { } move && side * (liquidation - (question.Price * (1 + (side * move)))) < 0)
        {
            double most = Math.Abs(question.Notional) / perpetual.MarginToSurvive(question.Price * (1 + (side * move)), tiers);
            throw new CommandInputException($"at --leverage {leverage:R} the {question.Word} is liquidated at {ReportFormat.Number(liquidation)}, before the {(side > 0 ? "rise" : "fall")} of --survive to {ReportFormat.Number(question.Price * (1 + (side * move)))}; the leverage may be {ReportFormat.Number(most)} at most.");
        }
    }
}
