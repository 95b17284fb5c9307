using Tidemark.Analytics.Legs;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads the rules by which a book's legs can be liquidated.</summary>
/// <param name="legs">The book's legs.</param>
internal sealed class RuleReader(IReadOnlyList<Leg> legs)
{
    private readonly Dictionary<string, string> _ruleOfLeg = new(StringComparer.Ordinal);

    public LiquidationRule Read(YamlMapping node)
    {
        node.RequireOnly(BookKeys.Rule);
        string name = node.RequireText("name");
        Collateral[] collateral = [.. node.RequireMappings("collateral").Select(part => Collateral(part, name))];
        IReadOnlyList<string> debts = node.RequireTexts("debts");
        foreach (string debt in debts)
        {
            if (legs.FirstOrDefault(leg => leg.Name == debt) is not LoanLeg)
            {
                throw node.Problem("debts", $"'{debt}' is no loan of this book; {Known(static leg => leg is LoanLeg)}; correct it");
            }
            Claim(node, "debts", debt, name);
        }
        LiquidationTerms terms = node.RequireOneOf(BookKeys.Terms) == "aave" ? Aave(node.RequireMapping("aave")) : Whole(node.RequireMapping("whole"));
        return node.Make(() => new LiquidationRule(name, collateral, debts, terms));
    }

    private Collateral Collateral(YamlMapping node, string rule)
    {
        node.RequireOnly(BookKeys.Collateral);
        string name = node.RequireText("leg");
        if (legs.FirstOrDefault(leg => leg.Name == name) is not { CanBeCollateral: true })
        {
            throw node.Problem("leg", $"'{name}' is nothing that can secure a loan here; {Known(static leg => leg.CanBeCollateral)}; correct it");
        }
        Claim(node, "leg", name, rule);
        double threshold = node.RequireNumber("threshold", 0, 1);
        double discount = node.FindNumber("saleDiscount", 0, 1) ?? 0;
        return threshold == 0 ? throw node.Problem("threshold", "threshold is 0, so that the leg counts for nothing; a fraction above 0, up to 1, is expected; correct it, or remove the leg from the rule")
            : discount == 1 ? throw node.Problem("saleDiscount", "saleDiscount is 1, so that a sale brings nothing; a fraction from 0 to below 1 is expected; correct it")
            : new Collateral(name, threshold, node.FindPositive("quota"), discount);
    }

    private void Claim(YamlMapping node, string key, string leg, string rule)
    {
        if (!_ruleOfLeg.TryAdd(leg, rule))
        {
            throw node.Problem(key, $"'{leg}' stands in {(_ruleOfLeg[leg] == rule ? "this rule twice" : $"the rule {_ruleOfLeg[leg]} too")}; each leg is expected in one place; remove it from the other");
        }
    }

    private string Known(Func<Leg, bool> isMeant) =>
        legs.Where(isMeant).Select(static leg => leg.Name).ToArray() is { Length: > 0 } names ? $"{string.Join(", ", names)} {(names.Length == 1 ? "is" : "are")} expected" : "the book has none";

    private static CloseFactorLiquidation Aave(YamlMapping node)
    {
        node.RequireOnly(BookKeys.Aave);
        double closeFactor = node.FindNumber("closeFactor", 0, 1) ?? 0.5;
        return closeFactor == 0 ? throw node.Problem("closeFactor", "closeFactor is 0, so that nothing could be repaid; a fraction above 0, up to 1, is expected; correct it")
            : new CloseFactorLiquidation(node.RequireNumber("bonus", 0, double.MaxValue))
            {
                CloseFactorFraction = closeFactor,
                FullBelowHealthFactor = node.FindNumber("fullBelowHealth", 0, 1) ?? 0.95,
                FullBelowValue = node.FindNumber("fullBelowValue", 0, double.MaxValue) ?? 0,
                ProtocolShareOfBonusFraction = node.FindNumber("protocolShareOfBonus", 0, 1) ?? 0,
            };
    }

    private static WholeLiquidation Whole(YamlMapping node)
    {
        node.RequireOnly(BookKeys.Whole);
        return node.Make(() => new WholeLiquidation(node.RequireNumber("prize", 0, 1), node.FindNumber("protocolFee", 0, 1) ?? 0));
    }
}
