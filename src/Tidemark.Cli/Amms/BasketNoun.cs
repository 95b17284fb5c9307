using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

/// <summary>An AMM of two or more tokens.</summary>
internal abstract class BasketNoun : AmmNoun
{
    private readonly BasketDepositOptions _deposit;
    private readonly BasketPriceOptions _prices;

    protected BasketNoun()
    {
        _deposit = new BasketDepositOptions(MovingToken, Numeraire);
        _prices = new BasketPriceOptions(MovingToken, Numeraire);
    }

    public sealed override IEnumerable<Option> Options => [.. FormOptions, .. _deposit.All, .. _prices.All];

    /// <summary>The options that decide the curve's form.</summary>
    protected abstract IEnumerable<Option> FormOptions { get; }

    /// <summary>The token that --price and --entry are of.</summary>
    protected virtual int MovingToken => 0;

    /// <summary>What prices are counted in, for people.</summary>
    protected virtual string Numeraire => "the last token";

    /// <summary>The token that prices are counted in where neither --prices nor --entry-prices say another numeraire.</summary>
    protected virtual int NumeraireToken(int count) => count - 1;

    /// <summary>What decides the curve's form, by JSON name; refuses what makes no pool.</summary>
    protected abstract IReadOnlyList<AmmParameter> Parameters(ParseResult result);

    /// <summary>How many tokens the form has; null where only the balances tell it.</summary>
    protected abstract int? TokenCount(ParseResult result);

    /// <summary>Every token's price at entry where neither balances nor --entry tell them; null where there are none to take.</summary>
    protected virtual double[]? EntryPrices(ParseResult result, int? count) => null;

    /// <summary>Whether --entry is given.</summary>
    protected bool HasEntry(ParseResult result) => _deposit.HasEntry(result);

    /// <summary>The pool that holds these balances, and the prices that it quotes.</summary>
    protected abstract (BasketCurve Curve, double[] Prices) OfBalances(ParseResult result, double[] balances);

    /// <summary>The position of this value at these prices.</summary>
    protected abstract BasketCurve OfValue(ParseResult result, double[] prices, double value);

    /// <summary>How the position comes to its amounts and value at prices.</summary>
    protected abstract CurveFormula Explain(BasketCurve curve, double[] entryPrices, double[] prices, double[] amounts);

    public sealed override AmmCase Read(ParseResult result)
    {
        IReadOnlyList<AmmParameter> parameters = Parameters(result);
        int? count = TokenCount(result);
        double[]? balances = _deposit.Balances(result, count);
        double? value = _deposit.Value(result);
        double[]? stated = balances is null ? EntryPrices(result, count) : null;
        (BasketCurve? held, double[] quoted) = balances is null
            ? ((BasketCurve?)null, stated ?? _deposit.EntryPrices(result, count))
            : OfBalances(result, balances);
        double[]? prices = _prices.Read(result, quoted);
        // Balances and --entry tell prices in one of the tokens, which --prices count in another numeraire.
        double numerairePrice = stated is null && _prices.HasList(result) ? prices![NumeraireToken(quoted.Length)] : 1;
        double[] entryPrices = [.. quoted.Select(price => price * numerairePrice)];
        BasketCurve curve = held is not null && value is null ? held : OfValue(result, entryPrices, value ?? 1);
        return new AmmCase
        {
            Amm = Name,
            Parameters = [.. parameters, .. (balances ?? []).Select(static (amount, token) => new AmmParameter($"balance{token}", amount))],
            Curve = curve.Along(MovingToken, entryPrices),
            EntryPrice = entryPrices[MovingToken],
            Price = prices is not null && MovesAlone(prices, entryPrices) ? prices[MovingToken] : null,
            MovingToken = MovingToken,
            Numeraire = _prices.HasList(result) ? "the numeraire of --prices" : Numeraire,
            Basket = curve,
            EntryPrices = entryPrices,
            EntryNote = numerairePrice == 1 ? null : $"--prices give {Numeraire} the price {numerairePrice:R}; at entry it is taken for the same, so that what {Numeraire} itself gained or lost since is in no figure.",
            Prices = prices,
            FormulaAt = price => Formula(curve, entryPrices, [.. entryPrices.Select((entry, token) => token == MovingToken ? price : entry)]),
            FormulaOf = anyPrices => Formula(curve, entryPrices, anyPrices),
        };
    }

    private bool MovesAlone(double[] prices, double[] entryPrices) =>
        Enumerable.Range(0, prices.Length).All(token => token == MovingToken || prices[token] == entryPrices[token]);

    private CurveFormula Formula(BasketCurve curve, double[] entryPrices, double[] prices)
    {
        double[] amounts = new double[prices.Length];
        curve.Reserves(prices, amounts);
        return Explain(curve, entryPrices, prices, amounts);
    }
}
