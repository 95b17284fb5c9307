using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Explain;

/// <summary>The answer in words.</summary>
internal static class ExplainSentence
{
    public static string Of(Explanation explanation, ExplainedPosition position)
    {
        Money money = explanation.Money;
        double ahead = position.Attribution.NetOverHold;
        string loss = position.Loss <= 0 ? $"lost {money.Text(-position.Loss)} to impermanent loss" : $"gained {money.Text(position.Loss)} against the tokens put in";
        string standing = ahead < 0 ? $"you are {money.Text(-ahead)} behind holding" : $"you are {money.Text(ahead)} ahead of holding";
        string gas = explanation.HasGas ? $", paid {money.Text(-position.Attribution[ProfitPart.Gas].Total)} for gas" : "";
        return $"You earned {money.Text(position.Fees)} in fees{gas} and {loss}; {standing}. {Even(explanation, position)}".TrimEnd()
            + (explanation.Approximation is null ? "" : " All of this is approximate: it is made of minute bars.");
    }

    private static string Even(Explanation explanation, ExplainedPosition position)
    {
        if (position.History.Liquidity == UInt128.Zero)
        {
            return "The position is closed: that is final.";
        }
        PoolTokens tokens = explanation.Tokens;
        double now = PoolPrice.Of(position.History.SqrtPriceX96);
        double[] prices = [.. new[] { position.BreakEven.PriceBelow, position.BreakEven.PriceAbove }.OfType<double>().OrderBy(price => Math.Abs(Math.Log(price / now))).Select(tokens.Price)];
        if (position.Attribution.NetOverHold >= 0)
        {
            return prices.Length == 0 ? ""
                : $"It stays so while the price keeps {(prices.Length == 2 ? $"between {ReportFormat.Number(prices.Min())} and {ReportFormat.Number(prices.Max())}" : $"{(prices[0] < tokens.Price(now) ? "above" : "below")} {ReportFormat.Number(prices[0])}")} {tokens.PriceUnit}, with the fees as they are.";
        }
        string[] ways =
        [
            .. prices.Take(1).Select(price => $"the price would have to come to {ReportFormat.Number(price)} {tokens.PriceUnit}"),
            .. new[] { position.BreakEven.Days }.OfType<double>().Select(static days => $"{ReportFormat.Number(Math.Round(days, 1))} more days of such fees would do"),
        ];
        return ways.Length == 0 ? "Neither a price nor such fees make up for it." : $"To be even, {string.Join(", or ", ways)}.";
    }
}
