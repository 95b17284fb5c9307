using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

/// <summary>An AMM of two tokens whose positions come in any size.</summary>
internal abstract class PairNoun : AmmNoun
{
    private readonly PositionOptions _position = new();

    public sealed override IEnumerable<Option> Options => [.. FormOptions, .. _position.All(TakesToken1)];

    /// <summary>The options that decide the curve's form.</summary>
    protected abstract IEnumerable<Option> FormOptions { get; }

    /// <summary>Whether token 1 can be put in.</summary>
    protected virtual bool TakesToken1 => true;

    /// <summary>Whether the pool holds equal values of both tokens, so that amounts tell the price.</summary>
    protected virtual bool AmountsTellEntry => false;

    /// <summary>The price at entry where the user gives none; null where one must be given.</summary>
    protected virtual double? DefaultEntry(ParseResult result) => 1;

    /// <summary>The curve of any size, its parameters, and its formula.</summary>
    protected abstract PairForm Form(ParseResult result, double entryPrice);

    public sealed override AmmCase Read(ParseResult result)
    {
        double entryPrice = _position.Entry(result, AmountsTellEntry) ?? DefaultEntry(result)
            ?? throw new CommandInputException("--entry is missing: at which price were the tokens put in?");
        PairForm form = Form(result, entryPrice);
        (ValueCurve curve, Reserves undeposited) = _position.Size(result, form, entryPrice);
        return new AmmCase
        {
            Amm = Name,
            Parameters = form.Parameters,
            Curve = curve,
            EntryPrice = entryPrice,
            Price = _position.Price(result, entryPrice),
            Undeposited = undeposited,
            Claim = form.Claim is { } claim ? price => claim(curve, price) : null,
            FormulaAt = price => form.Formula(curve, price),
        };
    }

    /// <summary>The formula of a curve whose value is that of its amounts.</summary>
    protected static CurveFormula OfAmounts(string amount0, string amount1, Reserves held, double price, string source) => new(
        [amount0, amount1],
        $"{amount0}; {amount1}; {Formula.Text($"V = x P + y = {held.Amount0} * {price} + {held.Amount1} = {held.Value(price)}")}",
        source);

    /// <summary>Refuses an option that has a meaning only at a price now where none is given.</summary>
    protected void RequirePrice(ParseResult result, Option option, double? value)
    {
        if (value is not null && !_position.HasPrice(result))
        {
            throw new CommandInputException($"{option.Name} tells what can be withdrawn at a price; give --price or --ratio.");
        }
    }
}
