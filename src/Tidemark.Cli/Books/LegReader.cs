using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;
using Tidemark.Analytics.Options;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads legs, each of one kind.</summary>
/// <param name="start">The state at which they begin.</param>
/// <param name="rates">What reads their rates.</param>
/// <param name="surface">The volatilities of options without their own, where given.</param>
internal sealed class LegReader(MarketState start, RateReader rates, VolatilitySurface? surface)
{
    private static readonly RatePath None = RatePath.Fixed(0);

    private readonly Dictionary<string, AmmShape> _shapes = new(StringComparer.Ordinal);

    /// <summary>The AMM of each leg of liquidity that has one.</summary>
    public IReadOnlyDictionary<string, AmmShape> Shapes => _shapes;

    /// <summary>Whether an option was valued on the book's volatilities.</summary>
    public bool UsesSurface { get; private set; }

    /// <summary>All legs, in the order of the file.</summary>
    public Leg[] ReadAll(IReadOnlyList<YamlMapping> nodes)
    {
        var legs = new Leg[nodes.Count];
        string[] kinds = [.. nodes.Select(Kind)];
        // A protection is of a leg that may stand behind it.
        foreach (int i in Enumerable.Range(0, legs.Length).OrderBy(i => kinds[i] == "protection"))
        {
            string name = nodes[i].RequireText("name");
            if (legs.Any(leg => leg?.Name == name))
            {
                throw nodes[i].Problem("name", $"another leg is called {name} too; each needs a name of its own; rename one of them");
            }
            legs[i] = Read(nodes[i], kinds[i], name, legs.OfType<Leg>());
        }
        return legs;
    }

    private static string Kind(YamlMapping node)
    {
        node.RequireOnly(BookKeys.Leg);
        return node.RequireOneOf(BookKeys.LegKinds);
    }

    private Leg Read(YamlMapping node, string kind, string name, IEnumerable<Leg> others) => kind switch
    {
        "cash" => new HoldLeg(name, start, new Reserves(0, node.RequireNumber("cash", 0, double.MaxValue))),
        "hold" => Hold(node.RequireMapping("hold"), name),
        "liquidity" => Liquidity(node.RequireMapping("liquidity"), name),
        "loan" => Loan(node.RequireMapping("loan"), name),
        "perpetual" => Perpetual(node.RequireMapping("perpetual"), name),
        "option" => Option(node.RequireMapping("option"), name),
        _ => ProtectionReader.Read(node.RequireMapping("protection"), name, start, others),
    };

    private LiquidityLeg Liquidity(YamlMapping node, string name)
    {
        (LiquidityLeg leg, AmmShape? shape) = LiquidityReader.Read(node, name, start);
        if (shape is not null)
        {
            _shapes.Add(name, shape);
        }
        return leg;
    }

    private HoldLeg Hold(YamlMapping node, string name)
    {
        node.RequireOnly(BookKeys.Hold);
        Reserves amounts = Amounts(node);
        RatePath? Rate(string rate) => node.Has(rate) ? rates.Supply(node, rate) : null;
        return new HoldLeg(name, start, amounts, Rate("rate0"), Rate("rate1"));
    }

    private LoanLeg Loan(YamlMapping node, string name)
    {
        node.RequireOnly(BookKeys.Loan);
        Reserves owed = Amounts(node);
        return new LoanLeg(name, start, owed, owed.Amount0 > 0 ? rates.Borrow(node, "rate0") : None, owed.Amount1 > 0 ? rates.Borrow(node, "rate1") : None);
    }

    private static Reserves Amounts(YamlMapping node)
    {
        Reserves amounts = new(node.FindPositive("amount0") ?? 0, node.FindPositive("amount1") ?? 0);
        if (amounts == default)
        {
            throw node.Problem("there is no amount; amount0 or amount1, or both, are expected; add one");
        }
        foreach ((string rate, double amount) in new[] { ("rate0", amounts.Amount0), ("rate1", amounts.Amount1) })
        {
            if (amount == 0 && node.Has(rate))
            {
                throw node.Problem(rate, $"{rate} is of a token of which there is none; the other rate alone is expected; remove it, or add amount{rate[^1]}");
            }
        }
        return amounts;
    }

    private PerpetualLeg Perpetual(YamlMapping node, string name)
    {
        node.RequireOnly(BookKeys.Perpetual);
        PerpetualKind kind = node.RequireWord("kind", "linear", "inverse") == "linear" ? PerpetualKind.Linear : PerpetualKind.Inverse;
        RatePath? funding = node.Has("funding") ? rates.Funding(node, "funding") : null;
        PerpetualLeg leg = node.Make(() => new PerpetualLeg(
            name,
            start,
            kind,
            Quantity(node),
            node.RequireNumber("margin", 0, double.MaxValue),
            node.RequireNumber("initialMargin", 0, 1),
            node.IsList("maintenance") ? new MaintenanceTiers([.. node.RequireMappings("maintenance").Select(Tier)]) : MaintenanceTiers.Flat(node.RequireNumber("maintenance", 0, 1)),
            funding,
            node.FindNumber("tradingFee", 0, 1) ?? 0));
        return leg.InitialMargin(start) < leg.MaintenanceMargin(start)
            ? throw node.Problem("initialMargin", FormattableString.Invariant($"initialMargin asks for a margin of {leg.InitialMargin(start):G10} and maintenance for {leg.MaintenanceMargin(start):G10}, in token 1: a margin that is filled up would be too small at once; an initialMargin that is not below the maintenance is expected; correct one of them"))
            : leg.MarginValue(start) >= leg.MaintenanceMargin(start) ? leg
            : throw node.Problem("margin", FormattableString.Invariant($"the margin is worth {leg.MarginValue(start):G10} and the maintenance margin is {leg.MaintenanceMargin(start):G10}, in token 1: it would be liquidated at once; more margin or less quantity is expected; correct one of them"));
    }

    private static MaintenanceTier Tier(YamlMapping node)
    {
        node.RequireOnly(BookKeys.Tier);
        return new MaintenanceTier(node.RequireNumber("floor", 0, double.MaxValue), node.RequireNumber("rate", 0, 1));
    }

    private OptionLeg Option(YamlMapping node, string name)
    {
        node.RequireOnly(BookKeys.Option);
        OptionKind kind = node.RequireWord("kind", "put", "call") == "put" ? OptionKind.Put : OptionKind.Call;
        VolatilitySurface? own = node.FindPositive("volatility") is { } volatility ? VolatilitySurface.Flat(volatility, surface?.RateAnnual ?? 0) : null;
        UsesSurface |= own is null;
        VolatilitySurface used = own ?? surface
            ?? throw node.Problem("there is no volatility to value the option at; one is expected; add 'volatility: ' here or to the book, or a surface to the book");
        return node.Make(() => new OptionLeg(name, start, kind, Quantity(node), node.RequirePositive("strike"), node.RequirePositive("days") / Year.Days, used));
    }

    private static double Quantity(YamlMapping node) => node.RequireNumber("quantity", -double.MaxValue, double.MaxValue) is var quantity && quantity != 0 ? quantity
        : throw node.Problem("quantity", "quantity is 0; a number above zero for what is held, below for what is owed, is expected; correct it, or remove the leg");
}
