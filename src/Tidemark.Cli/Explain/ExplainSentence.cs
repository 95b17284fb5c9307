using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Explain;

/// <summary>The answer in words.</summary>
internal static class ExplainSentence
{
    // The pool rounds each movement of each token by a unit or two, and doubles add up money to about this part.
    private const double UnitsOfAMove = 3;
    private const double PartOfMoney = 1e-13;

    public static string Of(Explanation explanation, ExplainedPosition position)
    {
        string Text(double value) => $"{ReportFormat.Written(Math.Abs(value) >= 100 ? Math.Round(value, 2) : value)} {explanation.Money.Symbol}";
        double even = Rounding(position);
        double ahead = position.Attribution.NetOverHold;
        string loss = Math.Abs(position.Loss) <= even ? "lost nothing to impermanent loss"
            : position.Loss < 0 ? $"lost {Text(-position.Loss)} to impermanent loss"
            : $"gained {Text(position.Loss)} against the tokens put in";
        string standing = Math.Abs(ahead) <= even ? "you are even with holding"
            : ahead < 0 ? $"you are {Text(-ahead)} behind holding"
            : $"you are {Text(ahead)} ahead of holding";
        string gas = explanation.HasGas ? $", paid {Text(-position.Attribution[ProfitPart.Gas].Total)} for gas" : "";
        return $"You earned {Text(position.Fees)} in fees{gas} and {loss}; {standing}. {Outlook(explanation, position, Math.Abs(ahead) <= even)}".TrimEnd()
            + (explanation.Approximation is null ? "" : " All of this is approximate: it is made of minute bars.");
    }

    // What rounding alone can make, in money.
    private static double Rounding(ExplainedPosition position)
    {
        double moved = Math.Abs(position.Attribution.EndValue) + position.Statement.Flows.Sum(static flow => Math.Abs(flow.Received));
        return (UnitsOfAMove * (position.History.Moves.Count + 1) * (position.Statement.EndPrices.Token0 + position.Statement.EndPrices.Token1)) + (PartOfMoney * moved);
    }

    private static string Outlook(Explanation explanation, ExplainedPosition position, bool isEven)
    {
        if (position.History.Liquidity == UInt128.Zero)
        {
            return "The position is closed: that is final.";
        }
        PoolTokens tokens = explanation.Tokens;
        double now = PoolPrice.Of(position.History.SqrtPriceX96);
        double[] prices = [.. new[] { position.BreakEven.PriceBelow, position.BreakEven.PriceAbove }.OfType<double>().OrderBy(price => Math.Abs(Math.Log(price / now))).Select(tokens.Price)];
        if (isEven || position.Attribution.NetOverHold >= 0)
        {
            return isEven || prices.Length == 0 ? ""
                : $"It stays so while the price keeps {(prices.Length == 2 ? $"between {ReportFormat.Written(prices.Min())} and {ReportFormat.Written(prices.Max())}" : $"{(prices[0] < tokens.Price(now) ? "above" : "below")} {ReportFormat.Written(prices[0])}")} {tokens.PriceUnit}, with the fees as they are.";
        }
        string[] ways =
        [
            .. prices.Take(1).Select(price => $"the price would have to come to {ReportFormat.Written(price)} {tokens.PriceUnit}"),
            .. new[] { position.BreakEven.Days }.OfType<double>().Select(static days => $"{More(days)} of such fees would do"),
        ];
        return ways.Length == 0 ? "Neither a price nor such fees make up for it." : $"To be even, {string.Join(", or ", ways)}.";
    }

    private static string More(double days)
    {
        (double amount, string unit) = days >= 2 ? (days, "days") : days * 24 >= 2 ? (days * 24, "hours") : (days * 1440, "minutes");
        return $"{ReportFormat.Written(Math.Max(0.1, Math.Round(amount, 1)))} more {unit}";
    }
}
