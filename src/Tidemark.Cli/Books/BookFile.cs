using Tidemark.Analytics;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Calculators;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads a book from a YAML file, in the form that <c>docs/reference/book.md</c> defines.</summary>
internal static class BookFile
{
    /// <summary>The horizon of a book that has none.</summary>
    public const double DefaultDays = 30;

    private const string DefaultCash = "cash";

    /// <summary>Reads a file.</summary>
    /// <exception cref="Data.Importers.TapeFormatException">The file is missing, or says something that is unknown, incomplete, contradictory or out of range.</exception>
    public static BookCase Read(string path)
    {
        YamlMapping file = YamlMapping.Read(path, "a book");
        file.RequireOnly(BookKeys.Book);
        MarketState start = new(file.RequirePositive("price"), 0);
        double? volatility = file.FindPositive("volatility");
        double? days = file.FindPositive("days");
        if (volatility * Math.Sqrt((days ?? DefaultDays) / Year.Days) > LognormalPrice.WidestDeviation)
        {
            throw file.Problem("volatility", FormattableString.Invariant($"volatility is {volatility:R}, too much over {days ?? DefaultDays:R} days; a fraction a year is expected; write 0.8 for 80 %"));
        }
        if (volatility is null && file.Has("drift"))
        {
            throw file.Problem("drift", "drift is that of a price that moves at random; a volatility is expected beside it; add one, or remove it");
        }
        IReadOnlyList<string>? symbols = file.Has("symbols") ? file.RequireTexts("symbols") : null;
        if (symbols is { Count: not 2 })
        {
            throw file.Problem("symbols", $"symbols has {symbols.Count}; what token 0 and token 1 are called is expected; write two, such as [ETH, USDC]");
        }
        DateTimeOffset? beginning = Beginning(file);
        RateReader rates = new(Path.GetDirectoryName(Path.GetFullPath(path))!, beginning);
        LegReader reader = new(start, rates, Surface(file, start.Price, volatility));
        IReadOnlyList<YamlMapping> nodes = file.RequireMappings("legs");
        Leg[] legs = reader.ReadAll(nodes);
        if (file.Has("surface") && !reader.UsesSurface)
        {
            throw file.Problem("surface", "no option is valued on the surface; an option without a volatility of its own is expected; add one, or remove the surface");
        }
        return new BookCase
        {
            Book = Rules(file, legs, start),
            Shapes = reader.Shapes,
            Start = start,
            Symbol0 = symbols?[0] ?? "token 0",
            Symbol1 = symbols?[1] ?? "token 1",
            VolatilityAnnual = volatility,
            DriftAnnual = file.FindNumber("drift", -double.MaxValue, double.MaxValue) ?? 0,
            Days = days,
            Cash = Cash(nodes, legs),
            Beginning = beginning,
        };
    }

    private static Book Rules(YamlMapping file, Leg[] legs, MarketState start)
    {
        IReadOnlyList<YamlMapping> nodes = file.Has("rules") ? file.RequireMappings("rules") : [];
        RuleReader reader = new(legs);
        LiquidationRule[] rules = [.. nodes.Select(reader.Read)];
        Book book = file.Make(() => new Book(legs, rules));
        for (int i = 0; i < rules.Length; i++)
        {
            double health = rules[i].HealthFactor(book, start);
            if (health < 1)
            {
                throw nodes[i].Problem(FormattableString.Invariant($"the health factor of {rules[i].Name} is {health:G6} at the price {start.Price}: it would be liquidated at once; 1 or more is expected; borrow less, or add collateral"));
            }
        }
        return book;
    }

    private static string Cash(IReadOnlyList<YamlMapping> nodes, Leg[] legs)
    {
        int[] cash = [.. Enumerable.Range(0, legs.Length).Where(i => nodes[i].Has("cash"))];
        return cash.Length > 1 ? throw nodes[cash[1]].Problem("cash", $"{legs[cash[0]].Name} is the book's cash already; one leg of cash is expected; put both together")
            : cash.Length == 1 ? legs[cash[0]].Name
            : legs.FirstOrDefault(static leg => leg is { Name: DefaultCash } and not HoldLeg { Amounts.Amount0: 0 }) is null ? DefaultCash
            : throw nodes[Array.FindIndex(legs, static leg => leg.Name == DefaultCash)].Problem("name", "this leg is called cash and is not token 1 alone; a name for what it is, is expected; rename it");
    }

    private static VolatilitySurface? Surface(YamlMapping file, double price, double? volatility)
    {
        if (!file.Has("surface"))
        {
            return volatility is { } flat ? VolatilitySurface.Flat(flat) : null;
        }
        YamlMapping node = file.RequireMapping("surface");
        node.RequireOnly(BookKeys.Surface);
        VolatilityQuote[] quotes = [.. node.RequireMappings("quotes").Select(static quote =>
        {
            quote.RequireOnly(BookKeys.Quote);
            return new VolatilityQuote(quote.RequirePositive("days") / Year.Days, quote.RequirePositive("strike"), quote.RequirePositive("volatility"));
        })];
        return node.Make(() => new VolatilitySurface(price, quotes, node.FindNumber("rate", -double.MaxValue, double.MaxValue) ?? 0));
    }

    private static DateTimeOffset? Beginning(YamlMapping file) => !file.Has("begin") ? null
        : TimeOption.TryParse(file.RequireText("begin"), out DateTimeOffset time) ? time
        : throw file.Problem("begin", $"begin is '{file.RequireText("begin")}'; a time in UTC is expected; write it like 2023-08-14 or 2023-08-14T12:00:00Z");
}
