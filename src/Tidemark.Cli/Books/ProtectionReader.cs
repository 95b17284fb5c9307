using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Protect;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads a protection of one of the book's liquidity legs.</summary>
internal static class ProtectionReader
{
    public static ProtectionLeg Read(YamlMapping node, string name, MarketState start, IEnumerable<Leg> legs)
    {
        node.RequireOnly(BookKeys.Protection);
        string of = node.RequireText("of");
        if (legs.FirstOrDefault(leg => leg.Name == of) is not LiquidityLeg covered)
        {
            throw node.Problem("of", $"'{of}' is no liquidity of this book; the name of a leg that is, is expected; correct it");
        }
        ProtectionTerms terms = new(
            node.FindNumber("coverage", 0, 1) ?? 1,
            node.FindNumber("deductible", 0, double.MaxValue) ?? 0,
            node.FindNumber("cap", 0, double.MaxValue));
        if (terms.CapFraction < terms.DeductibleFraction)
        {
            throw node.Problem("cap", FormattableString.Invariant($"cap is {terms.CapFraction} and deductible is {terms.DeductibleFraction}, so that nothing would be paid; a cap that is not below the deductible is expected; correct one of them"));
        }
        RatePath? premiumRate = node.FindNumber("premiumApr", 0, double.MaxValue) is { } apr ? RatePath.Fixed(apr) : null;
        return node.Make(() => new ProtectionLeg(
            name,
            start,
            new ProtectionPolicy(covered.Curve, start.Price, Schedule(node), terms),
            node.FindNumber("premium", 0, double.MaxValue) ?? 0,
            premiumRate,
            of));
    }

    private static ProtectionSchedule Schedule(YamlMapping node)
    {
        if (node.RequireOneOf("protocol", "fullDays") == "fullDays")
        {
            double full = node.RequireNumber("fullDays", 0, TimeSpan.MaxValue.Days);
            return ProtectionSchedule.Vesting(TimeSpan.FromDays(node.FindNumber("cliffDays", 0, full) ?? 0), TimeSpan.FromDays(full));
        }
        return node.Has("cliffDays")
            ? throw node.Problem("cliffDays", "the protocol has a cliff of its own; cliffDays is expected beside fullDays alone; remove one of them")
            : PolicyOptions.Protocols[node.RequireWord("protocol", [.. PolicyOptions.Protocols.Keys])].Schedule;
    }
}
