using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The loss of a position of two tokens.</summary>
internal static class PairLoss
{
    /// <param name="position">The position.</param>
    /// <param name="price">The price now.</param>
    /// <param name="share0">Another benchmark's share of the value in token 0, where asked.</param>
    public static LossAnswer Answer(AmmCase position, double price, double? share0)
    {
        ImpermanentLossReport loss = ImpermanentLoss.Of(position.Curve, position.EntryPrice, price);
        List<FigureGroup> groups = [Amounts("deposited", "Put in", loss.Deposited)];
        if (position.Undeposited != default)
        {
            groups.Add(Amounts("undeposited", "Offered, but not fitting the ratio", position.Undeposited));
        }
        groups.Add(new FigureGroup("inPool", "In the pool now",
        [
            new Figure("amount0", "token 0", loss.InPool.Amount0),
            new Figure("amount1", "token 1", loss.InPool.Amount1),
            new Figure("soldFraction0", "token 0 gone, of what was put in", loss.SoldFraction, FigureUnit.Fraction),
        ]));
        Claim? claim = position.Claim?.Invoke(price);
        if (claim is not null)
        {
            groups.Add(claim.Figures);
        }
        groups.Add(Opposite(position.Curve, loss));
        groups.Add(Benchmarks(loss, share0));
        return new LossAnswer(
            $"At {ReportFormat.Number(loss.Price)} the position holds {ReportFormat.Number(loss.InPool.Amount0)} of token 0 and {ReportFormat.Number(loss.InPool.Amount1)} of token 1, {LossAnswer.Verdict(loss.PoolValue, loss.HoldValue, loss.LossFraction, loss.LossValue)}",
            loss.DepositedValue,
            loss.PoolValue,
            loss.HoldValue,
            loss.LossValue,
            [
                new Figure("entryPrice", "price at entry", loss.EntryPrice),
                new Figure("price", "price now", loss.Price),
                new Figure("priceRatio", "price now / at entry", loss.PriceRatio),
                .. LossAnswer.Values(loss.DepositedValue, loss.PoolValue, loss.HoldValue, loss.LossFraction, loss.LossValue),
            ],
            groups,
            [
                position.Value with { Expression = $"{position.Value.Expression}; V = x P + y = {Formula.Show(loss.InPool.Amount0)} * {Formula.Show(loss.Price)} + {Formula.Show(loss.InPool.Amount1)} = {Formula.Show(loss.PoolValue)}" },
                new Formula("holdValue", $"H = x0 P + y0 = {Formula.Show(loss.Deposited.Amount0)} * {Formula.Show(loss.Price)} + {Formula.Show(loss.Deposited.Amount1)} = {Formula.Show(loss.HoldValue)}", "definition: the tokens put in, at today's price"),
                LossAnswer.Definition(loss.PoolValue, loss.HoldValue, loss.LossFraction),
                .. claim?.Formulas ?? [],
            ]);
    }

    private static FigureGroup Amounts(string name, string label, Reserves reserves) =>
        new(name, label, [new Figure("amount0", "token 0", reserves.Amount0), new Figure("amount1", "token 1", reserves.Amount1)]);

    // It costs the same fraction only where the position is symmetric.
    private static FigureGroup Opposite(ValueCurve curve, ImpermanentLossReport loss)
    {
        double price = loss.EntryPrice / loss.PriceRatio;
        ImpermanentLossReport opposite = ImpermanentLoss.Of(curve, loss.EntryPrice, price);
        return new FigureGroup("oppositeMove", "The same move the other way",
        [
            new Figure("price", "price", price),
            new Figure("poolValue", "value in the pool", opposite.PoolValue),
            new Figure("holdValue", "value held", opposite.HoldValue),
            new Figure("impermanentLoss", "impermanent loss", opposite.LossFraction, FigureUnit.Fraction),
            new Figure("impermanentLossValue", "impermanent loss in money", opposite.LossValue),
        ]);
    }

    private static FigureGroup Benchmarks(ImpermanentLossReport loss, double? share0)
    {
        List<Figure> figures = [];
        void Add(string name, string label, double share)
        {
            HoldComparison other = loss.Against(share);
            figures.Add(new Figure($"{name}HoldValue", label, other.HoldValue));
            figures.Add(new Figure($"{name}DifferenceFraction", "    the pool against it", other.DifferenceFraction, FigureUnit.Fraction));
        }
        Add("fiftyFifty", "half of the value in each token", 0.5);
        Add("allToken0", "all of it in token 0", 1);
        Add("allToken1", "all of it in token 1", 0);
        if (share0 is { } share)
        {
            Add("custom", $"{ReportFormat.Percent(share)} of it in token 0", share);
        }
        return new FigureGroup("benchmarks", "Had the value been held otherwise", figures);
    }
}
