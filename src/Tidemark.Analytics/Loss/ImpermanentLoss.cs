using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Loss;

/// <summary>Impermanent loss: what a position is worth less what its deposit would be worth outside the pool.</summary>
/// <remarks>Source: Pintail 2019 (Uniswap: a good deal for liquidity providers?) for the benchmark of the deposited amounts.</remarks>
public static class ImpermanentLoss
{
    /// <summary>The loss of a position of two tokens between two prices, whatever happened between them.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at which the tokens were deposited.</param>
    /// <param name="price">The price now.</param>
    /// <returns>The loss, what it is made of, and the other benchmarks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or so extreme that a value is not finite.</exception>
    public static ImpermanentLossReport Of(ValueCurve curve, double entryPrice, double price)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(entryPrice);
        Positive.Require(price);
        Reserves deposited = curve.Reserves(entryPrice);
        Reserves inPool = curve.Reserves(price);
        double holdValue = Finite.Result(deposited.Value(price), price);
        double lossValue = Math.Max(-holdValue, Finite.Result(curve.ValueOverHold(entryPrice, price), price));
        return new ImpermanentLossReport
        {
            EntryPrice = entryPrice,
            Price = price,
            PriceRatio = Finite.Result(price / entryPrice, price),
            Deposited = deposited,
            InPool = inPool,
            DepositedValue = Finite.Result(deposited.Value(entryPrice), entryPrice),
            PoolValue = Finite.Result(curve.Value(price), price),
            HoldValue = holdValue,
            LossValue = lossValue,
            LossFraction = LossFraction.Of(lossValue, holdValue),
            SoldFraction = deposited.Amount0 > 0 ? Finite.Result((deposited.Amount0 - inPool.Amount0) / deposited.Amount0, price) : null,
        };
    }

    /// <summary>The loss of a position of several tokens between two sets of prices.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="entryPrices">The price of each token when they were deposited, in any numeraire.</param>
    /// <param name="prices">The prices now, in the same numeraire.</param>
    /// <returns>The loss and what it is made of.</returns>
    /// <exception cref="ArgumentException">There is not one price for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A price is not positive and finite, or so extreme that a value is not finite.</exception>
    public static BasketLossReport Of(BasketCurve curve, ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double[] deposited = new double[curve.TokenCount];
        double[] inPool = new double[curve.TokenCount];
        curve.Reserves(entryPrices, deposited);
        curve.Reserves(prices, inPool);
        double holdValue = Finite.Result(Value(deposited, prices), prices[0], nameof(prices));
        double lossValue = Math.Max(-holdValue, Finite.Result(curve.ValueOverHold(entryPrices, prices), prices[0], nameof(prices)));
        return new BasketLossReport
        {
            EntryPrices = entryPrices.ToArray(),
            Prices = prices.ToArray(),
            Deposited = deposited,
            InPool = inPool,
            DepositedValue = Finite.Result(Value(deposited, entryPrices), entryPrices[0], nameof(entryPrices)),
            PoolValue = Finite.Result(curve.Value(prices), prices[0], nameof(prices)),
            HoldValue = holdValue,
            LossValue = lossValue,
            LossFraction = LossFraction.Of(lossValue, holdValue),
        };
    }

    private static double Value(ReadOnlySpan<double> amounts, ReadOnlySpan<double> prices)
    {
        double value = 0;
        for (int i = 0; i < amounts.Length; i++)
        {
            value += amounts[i] * prices[i];
        }
        return value;
    }
}
