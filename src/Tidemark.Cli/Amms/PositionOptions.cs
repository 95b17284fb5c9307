using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

/// <summary>The options that say how large a position of two tokens is, at which price it began, and what the price is now.</summary>
internal sealed class PositionOptions
{
    private readonly Option<double?> _entry = NumberOption.Positive("--entry", "The price of token 0 in token 1 when the tokens were put in.", "P", "--price0");
    private readonly Option<double?> _price = NumberOption.Positive("--price", "The price of token 0 in token 1 now.", "P", "--price1");
    private readonly Option<double?> _ratio = NumberOption.Positive("--ratio", "The price now divided by the price at entry, instead of --price.", "R");
    private readonly Option<double?> _value = NumberOption.Positive("--value", "What was put in, as a value in token 1 (default 1).", "V");
    private readonly Option<double?> _amount0 = NumberOption.ZeroOrMore("--amount0", "Token 0 offered, instead of --value; what does not fit the pool's ratio stays out and is reported.", "X");
    private readonly Option<double?> _amount1 = NumberOption.ZeroOrMore("--amount1", "Token 1 offered.", "Y");

    /// <summary>The options of a pool that takes token 0, and token 1 or not.</summary>
    public IEnumerable<Option> All(bool takesToken1) => [_entry, _price, _ratio, _value, _amount0, .. takesToken1 ? (Option[])[_amount1] : []];

    /// <summary>The price at entry, where given; for a pool that holds both tokens in equal value, the amounts tell it too.</summary>
    public double? Entry(ParseResult result, bool amountsTellIt)
    {
        double? entry = result.GetValue(_entry);
        return entry is null && amountsTellIt && result.GetValue(_amount0) is > 0 and { } amount0 && result.GetValue(_amount1) is > 0 and { } amount1 ? amount1 / amount0 : entry;
    }

    /// <summary>Whether the price now is given.</summary>
    public bool HasPrice(ParseResult result) => result.GetValue(_price) is not null || result.GetValue(_ratio) is not null;

    /// <summary>The price now, where given.</summary>
    public double? Price(ParseResult result, double entryPrice)
    {
        double? price = result.GetValue(_price);
        if (result.GetValue(_ratio) is not { } ratio)
        {
            return price;
        }
        double product = entryPrice * ratio;
        return price is not null ? throw new CommandInputException("--price and --ratio say the same thing; give one of them.")
            : product is > 0 and <= double.MaxValue ? product
            : throw new CommandInputException($"--ratio {ratio:R} of the entry price {entryPrice:R} is no price that a number can hold.");
    }

    /// <summary>So much of this position as was put in, and what stayed out.</summary>
    public (ValueCurve Curve, Reserves Undeposited) Size(ParseResult result, PairForm form, double entryPrice)
    {
        double? amount0 = result.GetValue(_amount0);
        double? amount1 = result.GetValue(_amount1);
        if (amount0 is null && amount1 is null)
        {
            return (new ScaledCurve(form.Curve, (result.GetValue(_value) ?? 1) / form.Curve.Value(entryPrice)), default);
        }
        if (result.GetValue(_value) is not null)
        {
            throw new CommandInputException("--value and the amounts say the same thing; give one of them.");
        }
        Reserves offered = new(amount0 ?? 0, amount1 ?? 0);
        if (offered == default)
        {
            throw new CommandInputException("nothing is put in: every amount is zero; give --value or an amount.");
        }
        if (form.FromAmounts is { } fromAmounts)
        {
            return (fromAmounts(offered), default);
        }
        Reserves unit = form.Curve.Reserves(entryPrice);
        double factor = Math.Min(
            unit.Amount0 > 0 ? offered.Amount0 / unit.Amount0 : double.PositiveInfinity,
            unit.Amount1 > 0 ? offered.Amount1 / unit.Amount1 : double.PositiveInfinity);
        if (factor <= 0)
        {
            string missing = unit.Amount0 > 0 && offered.Amount0 == 0 ? "--amount0" : "--amount1";
            throw new CommandInputException($"at the price {entryPrice:R} this position takes a token of which none is offered; give {missing}.");
        }
        Reserves taken = new(factor * unit.Amount0, factor * unit.Amount1);
        return (new ScaledCurve(form.Curve, factor), new Reserves(Rest(offered.Amount0, taken.Amount0), Rest(offered.Amount1, taken.Amount1)));
    }

    // A rest that is only rounding is none.
    private static double Rest(double offered, double taken) => offered - taken > 1e-12 * offered ? offered - taken : 0;
}
