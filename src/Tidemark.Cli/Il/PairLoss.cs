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
    /// <param name="benchmark">Another benchmark's share of the value in each token, where asked.</param>
    public static LossAnswer Answer(AmmCase position, double price, double[]? benchmark)
    {
        ImpermanentLossReport loss = ImpermanentLoss.Of(position.Curve, position.EntryPrice, price);
        CurveFormula atEntry = position.FormulaAt(position.EntryPrice);
        CurveFormula now = position.FormulaAt(price);
        List<FigureGroup> groups = [new FigureGroup("deposited", "Put in", Amounts(loss.Deposited, atEntry))];
        if (position.Undeposited != default)
        {
            groups.Add(Rest(position.Undeposited, loss.Deposited));
        }
        groups.Add(new FigureGroup("inPool", "In the pool now",
        [
            .. Amounts(loss.InPool, now),
            new Figure("soldFraction0", "token 0 gone, of what was put in", loss.SoldFraction, FigureUnit.Fraction)
                .From($"(x0 - x) / x0 = ({loss.Deposited.Amount0} - {loss.InPool.Amount0}) / {loss.Deposited.Amount0}", Source.Definition),
        ]));
        if (position.Claim?.Invoke(price) is { } claim)
        {
            groups.Add(claim);
        }
        groups.Add(Opposite(position, loss));
        groups.Add(HoldBenchmarks.Of([loss.PriceRatio, 1], benchmark, loss.DepositedValue, loss.PoolValue, shares => loss.Against(shares[0])));
        return new LossAnswer(
            $"At {ReportFormat.Number(loss.Price)} the position holds {ReportFormat.Number(loss.InPool.Amount0)} of token 0 and {ReportFormat.Number(loss.InPool.Amount1)} of token 1, {LossAnswer.Verdict(loss.PoolValue, loss.HoldValue, loss.LossFraction, loss.LossValue)}",
            loss.DepositedValue,
            loss.PoolValue,
            loss.HoldValue,
            loss.LossValue,
            [
                EntryPrice(position),
                new Figure("price", "price now", loss.Price).FromText("as given, or --ratio times the price at entry", Source.Definition),
                new Figure("priceRatio", "price now / at entry", loss.PriceRatio).From($"r = P / P0 = {loss.Price} / {loss.EntryPrice}", Source.Definition),
                LossAnswer.Held("depositedValue", "put in, value then", loss.DepositedValue, "V0 = x0 P0 + y0", Each(loss.Deposited), [loss.EntryPrice, 1]),
                .. LossAnswer.Values(now, loss.PoolValue, Hold(loss), loss.LossFraction, loss.LossValue),
            ],
            groups);
    }

    /// <summary>The price at which the tokens were put in.</summary>
    public static Figure EntryPrice(AmmCase position) =>
        new Figure("entryPrice", "price at entry", position.EntryPrice).FromText("as given, or told by the amounts put in", Source.Definition);

    private static double[] Each(Reserves reserves) => [reserves.Amount0, reserves.Amount1];

    private static Figure Hold(ImpermanentLossReport loss) =>
        LossAnswer.Held("holdValue", "value held", loss.HoldValue, "H = x0 P + y0", Each(loss.Deposited), [loss.Price, 1]);

    private static Figure[] Amounts(Reserves reserves, CurveFormula formula) =>
    [
        new Figure("amount0", "token 0", reserves.Amount0).Whole(formula.Amounts[0], formula.Source),
        new Figure("amount1", "token 1", reserves.Amount1).Whole(formula.Amounts[1], formula.Source),
    ];

    private static FigureGroup Rest(Reserves rest, Reserves deposited) => new("undeposited", "Offered, but not fitting the ratio",
    [
        new Figure("amount0", "token 0", rest.Amount0).From($"offered - taken = {rest.Amount0 + deposited.Amount0} - {deposited.Amount0}", Source.Definition),
        new Figure("amount1", "token 1", rest.Amount1).From($"offered - taken = {rest.Amount1 + deposited.Amount1} - {deposited.Amount1}", Source.Definition),
    ]);

    // It costs the same fraction only where the position is symmetric.
    private static FigureGroup Opposite(AmmCase position, ImpermanentLossReport loss)
    {
        double price = loss.EntryPrice / loss.PriceRatio;
        ImpermanentLossReport opposite = ImpermanentLoss.Of(position.Curve, loss.EntryPrice, price);
        return new FigureGroup("oppositeMove", "The same move the other way",
        [
            new Figure("price", "price", price).From($"P0 / r = {loss.EntryPrice} / {loss.PriceRatio}", Source.Definition),
            .. LossAnswer.Values(position.FormulaAt(price), opposite.PoolValue, Hold(opposite), opposite.LossFraction, opposite.LossValue),
        ]);
    }
}
