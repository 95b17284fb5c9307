using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The loss of a position of many tokens.</summary>
internal static class BasketLoss
{
    public static LossAnswer Answer(AmmCase position, BasketCurve basket, double[] prices)
    {
        BasketLossReport loss = ImpermanentLoss.Of(basket, position.EntryPrices, prices);
        double[] inPool = loss.InPool.ToArray();
        double[] deposited = loss.Deposited.ToArray();
        return new LossAnswer(
            $"The position holds {string.Join(", ", inPool.Select(static (amount, token) => $"{ReportFormat.Number(amount)} of token {token}"))}, {LossAnswer.Verdict(loss.PoolValue, loss.HoldValue, loss.LossFraction, loss.LossValue)}",
            loss.DepositedValue,
            loss.PoolValue,
            loss.HoldValue,
            loss.LossValue,
            LossAnswer.Values(loss.DepositedValue, loss.PoolValue, loss.HoldValue, loss.LossFraction, loss.LossValue),
            [
                Each("entryPrices", "Prices at entry", "price", position.EntryPrices),
                Each("prices", "Prices now", "price", prices),
                Each("deposited", "Put in", "amount", deposited),
                Each("inPool", "In the pool now", "amount", inPool),
                new FigureGroup("soldFraction", "Sold, of what was put in", [.. deposited.Select((_, token) => new Figure($"token{token}", $"token {token}", loss.SoldFraction(token), FigureUnit.Fraction))]),
            ],
            [
                position.Value with { Expression = $"{position.Value.Expression}; V = {Sum(inPool, prices)} = {Formula.Show(loss.PoolValue)}" },
                new Formula("holdValue", $"H = {Sum(deposited, prices)} = {Formula.Show(loss.HoldValue)}", "definition: the tokens put in, at today's prices"),
                LossAnswer.Definition(loss.PoolValue, loss.HoldValue, loss.LossFraction),
            ]);
    }

    private static FigureGroup Each(string name, string label, string what, double[] values) =>
        new(name, label, [.. values.Select((value, token) => new Figure($"{what}{token}", $"token {token}", value))]);

    private static string Sum(double[] amounts, double[] prices) =>
        string.Join(" + ", amounts.Zip(prices, static (amount, price) => $"{Formula.Show(amount)} * {Formula.Show(price)}"));
}
