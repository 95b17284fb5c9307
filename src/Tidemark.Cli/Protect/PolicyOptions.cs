using System.CommandLine;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Protect;

/// <summary>The options that say what a protection pays: a protocol's schedule or one's own, and coverage, deductible and cap.</summary>
internal sealed class PolicyOptions
{
    private const double MostDays = 100_000;
    private const string Default = "bancor-v2.1";
    private const string Custom = "custom";

    /// <summary>The schedules of protocols, and where they come from.</summary>
    public static readonly IReadOnlyDictionary<string, (ProtectionSchedule Schedule, string Source)> Protocols = new Dictionary<string, (ProtectionSchedule Schedule, string Source)>(StringComparer.Ordinal)
    {
        [Default] = (ProtectionSchedule.BancorV2, "Bancor contracts-solidity, LiquidityProtection.sol before November 2022"),
        ["bancor-v3"] = (ProtectionSchedule.Immediate, "Bancor contracts-v3 before June 2022: all of it from the first day"),
        ["thorchain"] = (ProtectionSchedule.ThorChain, "THORNode, calcImpLossProtectionAmtV1"),
        ["maya"] = (ProtectionSchedule.Maya, "MAYANode, calcImpLossProtectionAmtV2, where CACAO held its value"),
        ["maya-times-four"] = (ProtectionSchedule.MayaTimesFour, "MAYANode, calcImpLossProtectionAmtV2, where CACAO lost against the asset"),
    };

    private readonly Option<string?> _protocol = new("--protocol") { Description = $"Whose schedule: {string.Join(", ", Protocols.Keys)}, or {Custom} with --cliff-days and --full-days (default {Default}).", HelpName = "WORD" };
    private readonly Option<double?> _cliff = Days("--cliff-days", "Of a custom schedule: the days before which nothing is covered.");
    private readonly Option<double?> _full = Days("--full-days", "Of a custom schedule: the days from which all is covered; the line begins at the deposit.");
    private readonly Option<double?> _coverage = NumberOption.Fraction("--coverage", "The share of the loss between deductible and cap that is paid (default 1).", "C");
    private readonly Option<double?> _deductible = NumberOption.ZeroOrMore("--deductible", "The loss up to which nothing is paid, as a fraction of the deposit's value (default 0).", "D");
    private readonly Option<double?> _cap = NumberOption.ZeroOrMore("--cap", "The loss beyond which nothing more is paid, as a fraction of the deposit's value (default none).", "C");

    public PolicyOptions() => _protocol.CustomParser = static result =>
    {
        string word = result.Tokens[0].Value;
        if (word == Custom || Protocols.ContainsKey(word))
        {
            return word;
        }
        result.AddError($"'{word}' is no protocol that --protocol knows; choose {string.Join(", ", Protocols.Keys)} or {Custom}.");
        return null;
    };

    public IEnumerable<Option> All => [_protocol, _cliff, _full, _coverage, _deductible, _cap];

    /// <summary>An option that takes a number of days.</summary>
    public static Option<double?> Days(string name, string description) =>
        NumberOption.Single(name, description, "D", $"a number of days from 0 to {MostDays}", static value => value is >= 0 and <= MostDays);

    /// <summary>The policy on a position, the protocol's name, and where its schedule comes from.</summary>
    public (ProtectionPolicy Policy, string Protocol, string Source) Read(AmmCase position, ParseResult result)
    {
        ProtectionPolicy? book = OfBook(position);
        string protocol = result.GetValue(_protocol) ?? (book is null ? Default : Protocols.FirstOrDefault(pair => pair.Value.Schedule == book.Schedule).Key ?? Custom);
        (ProtectionSchedule schedule, string source) = protocol != Custom ? Protocols[protocol]
            : book is not null && result.GetValue(_protocol) is null ? (book.Schedule, "--book") : (OwnSchedule(result), "--cliff-days, --full-days");
        if ((protocol != Custom || source == "--book") && new[] { _cliff, _full }.FirstOrDefault(option => result.GetValue(option) is not null) is { } stray)
        {
            throw new CommandInputException($"{protocol} has its own schedule; leave {stray.Name} out, or give --protocol {Custom}.");
        }
        ProtectionTerms terms = new(
            result.GetValue(_coverage) ?? book?.Terms.CoverageFraction ?? 1,
            result.GetValue(_deductible) ?? book?.Terms.DeductibleFraction ?? 0,
            result.GetValue(_cap) ?? book?.Terms.CapFraction);
        return terms.CapFraction < terms.DeductibleFraction
            ? throw new CommandInputException($"--deductible {terms.DeductibleFraction:R} is above --cap {terms.CapFraction:R}, so nothing would ever be paid; the cap must not be below it.")
            : (new ProtectionPolicy(position.Curve, position.EntryPrice, schedule, terms), protocol, source);
    }

    private static ProtectionPolicy? OfBook(AmmCase position)
    {
        if (position.Protections.Count > 1)
        {
            throw new CommandInputException($"the book has {position.Protections.Count} protections, and protect answers for one: {string.Join(", ", position.Protections.Select(static leg => leg.Name))}; leave the others out, or ask tidemark book.");
        }
        ProtectionPolicy? policy = position.Protections.Count == 0 ? null : position.Protections[0].Policy;
        return policy is null || ReferenceEquals(policy.Position, position.Curve) ? policy
            : throw new CommandInputException($"{position.Protections[0].Name} protects a part of the book's liquidity, and protect answers for all of it; leave the rest out, or ask tidemark book.");
    }

    private ProtectionSchedule OwnSchedule(ParseResult result)
    {
        if (result.GetValue(_cliff) is not { } cliff || result.GetValue(_full) is not { } full)
        {
            throw new CommandInputException($"--protocol {Custom} needs --cliff-days and --full-days: when does the protection begin, and when is it whole?");
        }
        return cliff <= full ? ProtectionSchedule.Vesting(TimeSpan.FromDays(cliff), TimeSpan.FromDays(full))
            : throw new CommandInputException($"--cliff-days {cliff:R} is behind --full-days {full:R}; the cliff must not come after the protection is whole.");
    }
}
