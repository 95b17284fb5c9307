using Tidemark.Analytics;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>What makes up for a move of the price since the tokens were put in.</summary>
internal static class PriceMoveAnswer
{
    public static FigureGroup? Of(BreakEvenQuestion question)
    {
        if (Loss(question.Position) is not { } loss)
        {
            return null;
        }
        FigureGroup group = new("priceMove", "To make up for the price's move since the entry");
        group.Add(new Figure("impermanentLossValue", "impermanent loss in money", loss).From($"V - H = {question.Value} - {question.Value - loss}", Source.Definition));
        if (question.Fees.FeePips is { } feePips)
        {
            double volume = Volume(loss, feePips);
            group.Add(new Figure("volumeToBreakEvenValue", "volume to serve", volume).From($"(H - V) / fee = {0 - loss} / {Fraction.FromPips(feePips)}", Source.Definition));
            group.Add(new Figure("turnoverToBreakEvenFraction", "the same, of the value", question.Value > 0 ? volume / question.Value : null, FigureUnit.Fraction).From($"volume to serve / V = {volume} / {question.Value}", Source.Definition));
            if (question.Fees.ShareFraction is > 0 and { } share)
            {
                group.Add(new Figure("poolVolumeToBreakEvenValue", "volume of the whole pool", volume / share).From($"volume to serve / share of the pool = {volume} / {share}", Source.Definition));
            }
        }
        if (question.FeesPerDay is { } perDay)
        {
            group.Add(new Figure("daysToBreakEven", "days of fees", Analytics.Yields.BreakEven.Days(Math.Min(0, loss), perDay), FigureUnit.Days, "for ever").From($"(H - V) / fees a day = {0 - loss} / {perDay}", Source.Definition));
        }
        return group;
    }

    /// <summary>The impermanent loss since the entry, where a price now is given.</summary>
    public static double? Loss(AmmCase position) =>
        position is { Basket: { } basket, Prices: { } prices } ? ImpermanentLoss.Of(basket, position.EntryPrices, prices).LossValue
        : position.Price is { } price ? ImpermanentLoss.Of(position.Curve, position.EntryPrice, price).LossValue
        : null;

    /// <summary>The volume whose fees make up for a loss.</summary>
    public static double Volume(double loss, int feePips) => Math.Max(0, 0 - loss) / Fraction.FromPips(feePips);
}
