using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>Lets a verb that asks about a position in an AMM be asked about a book, by <c>--book</c> instead of the AMM's name.</summary>
/// <param name="isWhole">Whether the verb is about all legs; otherwise about the liquidity alone.</param>
/// <param name="isProtected">Whether it is about protections of that liquidity too.</param>
internal sealed class BookPosition(bool isWhole, bool isProtected = false)
{
    private readonly Option<string?> _book = new("--book") { Description = "A book of legs in a YAML file, instead of an AMM.", HelpName = "FILE" };
    private readonly Option<double?> _price = NumberOption.Positive("--price", "The price of token 0 in token 1 now (default that of the book).", "P");

    /// <summary>Gives a verb these options, its own, and all outputs.</summary>
    public Command AddTo(Calculator calculator, Command verb, IReadOnlyList<Option> options, Func<AmmCase, ParseResult, CalculatorReport> report)
    {
        string[] nouns = [.. verb.Subcommands.Select(static noun => noun.Name)];
        foreach (Option option in (IEnumerable<Option>)[_book, _price, .. options])
        {
            verb.Add(option);
        }
        calculator.AddOutputs(verb, result =>
        {
            string path = result.GetValue(_book) ?? throw new CommandInputException($"one of these words must follow 'tidemark {verb.Name}': {string.Join(", ", nouns)}; or --book and a file.");
            BookCase file = BookFile.Read(path);
            Leg[] legs = [.. file.Book.Legs.Where(leg => isWhole || leg is LiquidityLeg)];
            if (legs.Length == 0)
            {
                throw new CommandInputException($"{path}: the book has no liquidity, which {verb.Name} is about; add a leg of it, or ask tidemark book.");
            }
            AmmCase position = Position(file, legs, result.GetValue(_price));
            CalculatorReport answer = report(position, result);
            MarketState now = new(position.PriceNow, 0);
            answer = answer with { Notes = [.. answer.Notes, .. BookWarnings.Of(file.Book.Advance(now).Book, now), .. isWhole && BookWarnings.OfValues(file.Book) is { } untouched ? (string[])[untouched] : []] };
            string[] others = [.. file.Book.Legs.Except(legs).Where(leg => !(isProtected && leg is ProtectionLeg)).Select(static leg => leg.Name)];
            return others.Length == 0 ? answer : answer with { Notes = [.. answer.Notes, $"This is about the liquidity of the book alone, without {string.Join(", ", others)}."] };
        });
        return verb;
    }

    private AmmCase Position(BookCase file, Leg[] legs, double? price)
    {
        ValueCurve curve = isWhole ? new BookValueCurve(new Book(legs), 0)
            : legs.Length == 1 ? ((LiquidityLeg)legs[0]).Curve
            : new SumCurve([.. legs.Select(static leg => ((LiquidityLeg)leg).Curve)]);
        MarketState now = new(price ?? file.Start.Price, 0);
        Book moved = new Book(legs).Advance(now).Book;
        return new AmmCase
        {
            Amm = "book",
            Parameters = [],
            Curve = curve,
            EntryPrice = file.Start.Price,
            Price = price ?? file.Start.Price,
            Volatility = file.VolatilityAnnual,
            Drift = file.DriftAnnual,
            Days = file.Days,
            CurveAfter = isWhole ? years => new BookValueCurve(moved, years) : null,
            FeesAwayFromPrice = isWhole ? (volatility, years) => moved.Legs.OfType<LiquidityLeg>().Sum(leg => leg.FeesAwayFromPrice(volatility, years)) : null,
            HasLiquidity = legs.Any(static leg => leg is LiquidityLeg),
            Protections = [.. file.Book.Legs.OfType<ProtectionLeg>()],
            FormulaAt = price => Explain(legs, curve, price),
        };
    }

    private static CurveFormula Explain(Leg[] legs, ValueCurve curve, double price)
    {
        MarketState state = new(price, 0);
        Reserves reserves = curve.Reserves(price);
        double value = curve.Value(price);
        return new CurveFormula(
            [Formula.Text($"x = sum over the legs = {reserves.Amount0}"), Formula.Text($"y = V - x P = {value} - {reserves.Amount0} * {price} = {reserves.Amount1}")],
            $"V = sum over the legs = {string.Join(" + ", legs.Select(leg => Formula.Show(leg.Value(state))))} = {Formula.Show(value)}",
            "the value curve of each leg, docs/concepts/books.md");
    }
}
