using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The loss of a position of many tokens.</summary>
internal static class BasketLoss
{
    /// <param name="position">The position.</param>
    /// <param name="basket">It as a function of all prices.</param>
    /// <param name="prices">The prices now.</param>
    /// <param name="benchmark">Another benchmark's share of the value in each token, where asked.</param>
    public static LossAnswer Answer(AmmCase position, BasketCurve basket, double[] prices, double[]? benchmark)
    {
        BasketLossReport loss = ImpermanentLoss.Of(basket, position.EntryPrices, prices);
        double[] inPool = loss.InPool.ToArray();
        double[] deposited = loss.Deposited.ToArray();
        double[] growths = [.. prices.Zip(position.EntryPrices, static (price, entry) => price / entry)];
        CurveFormula now = position.FormulaNow;
        return new LossAnswer(
            $"The position holds {string.Join(", ", inPool.Select(static (amount, token) => $"{ReportFormat.Number(amount)} of token {token}"))}, {LossAnswer.Verdict(loss.PoolValue, loss.HoldValue, loss.LossFraction, loss.LossValue)}",
            loss.DepositedValue,
            loss.PoolValue,
            loss.HoldValue,
            loss.LossValue,
            [
                LossAnswer.Held("depositedValue", "put in, value then", loss.DepositedValue, "V0 = sum x_i0 p_i0", deposited, position.EntryPrices),
                .. LossAnswer.Values(now, loss.PoolValue, Hold(loss), loss.LossFraction, loss.LossValue),
            ],
            [
                Each("entryPrices", "Prices at entry", "price", position.EntryPrices, token => (Formula.Text($"p{token}0 = {position.EntryPrices[token]}, given, or told by the amounts put in"), now.Source)),
                Each("prices", "Prices now", "price", prices, token => (Formula.Text($"p{token} = {prices[token]}, given or {growths[token]} times that at entry"), Source.Definition)),
                Each("deposited", "Put in", "amount", deposited, token => (Formula.Text($"x{token}0 = {deposited[token]}, given, or of a value at the prices at entry"), now.Source)),
                Each("inPool", "In the pool now", "amount", inPool, token => (now.Amounts[token], now.Source)),
                new FigureGroup("soldFraction", "Sold, of what was put in", [.. deposited.Select((amount, token) => new Figure($"token{token}", $"token {token}", loss.SoldFraction(token), FigureUnit.Fraction)
                    .From($"(x_i0 - x_i) / x_i0 = ({amount} - {inPool[token]}) / {amount}", Source.Definition))]),
                Opposite(position, basket, prices),
                HoldBenchmarks.Of(growths, benchmark, loss.DepositedValue, loss.PoolValue, shares => loss.Against(shares)),
            ]);
    }

    private static Figure Hold(BasketLossReport loss) =>
        LossAnswer.Held("holdValue", "value held", loss.HoldValue, "H = sum x_i0 p_i", loss.Deposited.ToArray(), loss.Prices.ToArray());

    private static FigureGroup Opposite(AmmCase position, BasketCurve basket, double[] prices)
    {
        double[] opposite = [.. prices.Zip(position.EntryPrices, static (price, entry) => entry * (entry / price))];
        BasketLossReport loss = ImpermanentLoss.Of(basket, position.EntryPrices, opposite);
        return new FigureGroup("oppositeMove", "The same moves the other way",
        [
            .. opposite.Select((price, token) => new Figure($"price{token}", $"price of token {token}", price)
                .From($"p0^2 / p = {position.EntryPrices[token]}^2 / {prices[token]}", Source.Definition)),
            .. LossAnswer.Values(position.FormulaOf!(opposite), loss.PoolValue, Hold(loss), loss.LossFraction, loss.LossValue),
        ]);
    }

    private static FigureGroup Each(string name, string label, string what, double[] values, Func<int, (string Expression, string Source)> from) =>
        new(name, label, [.. values.Select((value, token) => new Figure($"{what}{token}", $"token {token}", value).Whole(from(token).Expression, from(token).Source))]);
}
