using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads liquidity: an AMM, how much, and what it earns.</summary>
internal static class LiquidityReader
{
    private const string SingleSided = "single-sided";
    private const double Fits = 1e-6;

    /// <summary>The leg, and its AMM where it is in one by itself.</summary>
    public static (LiquidityLeg Leg, AmmShape? Shape) Read(YamlMapping node, string name, MarketState start)
    {
        node.RequireOnly(BookKeys.Liquidity);
        AmmShape shape = new(node.RequireText("amm"))
        {
            Lower = node.FindPositive("lower"),
            Upper = node.FindPositive("upper"),
            Weights = node.Has("weights") ? node.RequirePositives("weights") : null,
            Amplification = node.FindPositive("amplification"),
        };
        bool isSingleSided = shape.Amm == SingleSided;
        if (isSingleSided)
        {
            node.RequireOnly([.. BookKeys.Liquidity.Except(["lower", "upper", "weights", "amplification", "amount1"])]);
        }
        else if (shape.Problem() is { } problem)
        {
            throw node.Problem("amm", AmmShape.Names.Contains(shape.Amm)
                ? $"{problem.TrimEnd('.')}; correct it"
                : $"'{shape.Amm}' is no AMM that a book knows; one of {string.Join(", ", AmmShape.Names)}, {SingleSided} is expected; correct it");
        }
        ValueCurve Of(double value) => isSingleSided ? new SingleSidedCurve(value / start.Price, start.Price, 0) : shape.Of(start.Price, value);
        LiquidityLeg leg = node.Make(() => new LiquidityLeg(name, start, Of(Value(node, Of(1), start.Price)), Fees(node, isSingleSided || shape.IsReinvesting)));
        return (leg, isSingleSided ? null : shape);
    }

    private static double Value(YamlMapping node, ValueCurve unit, double price)
    {
        double? value = node.FindPositive("value");
        (double? amount0, double? amount1) = (node.FindPositive("amount0"), node.FindPositive("amount1"));
        if (value is not null)
        {
            return amount0 is null && amount1 is null ? value.Value : throw node.Problem("value", "value and the amounts say the same thing; one of them is expected; remove the other");
        }
        Reserves one = unit.Reserves(price);
        double? factor0 = Factor(node, "amount0", amount0, one.Amount0, price);
        double? factor1 = Factor(node, "amount1", amount1, one.Amount1, price);
        double factor = factor0 ?? factor1 ?? throw node.Problem("there is no value and no amount; how much liquidity it is, is expected; add 'value: ' and its value in token 1");
        return factor1 is { } other && Math.Abs(other - factor) > Fits * factor
            ? throw node.Problem("amount1", FormattableString.Invariant($"amount1 is {amount1} and amount0 {amount0}; at the price {price} an amount1 of {factor * one.Amount1:G10} fits; correct one, or leave one out"))
            : factor;
    }

    private static double? Factor(YamlMapping node, string name, double? amount, double ofOne, double price) => amount is null ? null
        : ofOne > 0 ? amount / ofOne
        : throw node.Problem(name, FormattableString.Invariant($"the position holds none of this token at the price {price}; the other amount alone is expected; leave {name} out"));

    private static FeeModel Fees(YamlMapping node, bool isReinvesting)
    {
        if (node.Has("performanceFee") && !node.Has("feeApr") && !node.Has("rewardApr"))
        {
            throw node.Problem("performanceFee", "performanceFee is a share of fees and rewards, and there are none; feeApr or rewardApr is expected beside it; add one, or remove it");
        }
        if (node.Has("reinvest") && !node.Has("feeApr"))
        {
            throw node.Problem("reinvest", "reinvest says what becomes of fees, and there are none; feeApr is expected beside it; add it, or remove this");
        }
        return new FeeModel
        {
            FeeAprFraction = node.FindNumber("feeApr", 0, double.MaxValue) ?? 0,
            RewardAprFraction = node.FindNumber("rewardApr", 0, double.MaxValue) ?? 0,
            PerformanceFeeFraction = node.FindNumber("performanceFee", 0, 1) ?? 0,
            ManagementFeeAprFraction = node.FindNumber("managementFeeApr", 0, double.MaxValue) ?? 0,
            IsReinvested = node.Has("reinvest") ? node.RequireWord("reinvest", "true", "false") == "true" : isReinvesting,
        };
    }
}
