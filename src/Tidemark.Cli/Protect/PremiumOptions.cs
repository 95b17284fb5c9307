using System.CommandLine;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Protect;

/// <summary>The options of the fair premium: how the price moves, when holders leave, and what fees pay for it.</summary>
internal sealed class PremiumOptions
{
    public const string Paper = "Fukasawa, Maire, Wunsch 2022 (SSRN 4095029)";

    private readonly Option<double?> _volatility = VolatilityOption.Create(" The fair premium needs it.");
    private readonly Option<double?> _rate = NumberOption.Single("--rate", "The interest rate a year at which the premium is discounted and the price grows, continuously compounded (default 0).", "R", "a number", static _ => true);
    private readonly Option<double?> _lapse = NumberOption.ZeroOrMore("--lapse-rate", "Holders leave at this rate a year before --day, as a fraction of who is left: 2 is a mean stay of half a year (default 0: all leave on --day).", "L");
    private readonly Option<double?> _fee = NumberOption.ZeroOrMore("--fee-apr", "The fees of a year as a fraction of the value put in, to be held against the premium: 0.1 is 10 %.", "Y");

    public IEnumerable<Option> All => [_volatility, _rate, _lapse, _fee];

    /// <summary>The premium of a holder who leaves on a day, where a volatility is given.</summary>
    public Func<double, double>? AtExit(ProtectQuestion question, ParseResult result)
    {
        if ((result.GetValue(_volatility) ?? question.Position.Volatility) is not { } volatility)
        {
            return null;
        }
        double rate = result.GetValue(_rate) ?? 0;
        return day => PolicyPremium.AtExit(question.Policy, day / Analytics.Year.Days, volatility, rate);
    }

    public FigureGroup? Read(ProtectQuestion question, ParseResult result)
    {
        double? volatility = result.GetValue(_volatility) ?? question.Position.Volatility;
        if (volatility is null && (result.GetValue(_lapse) is not null ? _lapse : result.GetValue(_rate) is not null && result.GetValue(_fee) is null ? _rate : null) is { } stray)
        {
            throw new CommandInputException($"{stray.Name} is of the fair premium; give --volatility too.");
        }
        FigureGroup group = new("premium", "Fair premium, due at the deposit");
        double rate = result.GetValue(_rate) ?? 0;
        double? premium = null;
        if (volatility is { } sigma)
        {
            VolatilityOption.Require(sigma, Math.Max(1, question.Day));
            premium = AddPremium(group, question, sigma, rate, result.GetValue(_lapse) ?? 0);
        }
        if (question.Position.Protections is [var leg] && leg.PremiumDue + (question.EntryValue * leg.PremiumRate.Integral(0, question.Years)) is > 0 and var agreed)
        {
            group.Add(new Figure("agreedValue", "paid by the book until then", -agreed).From($"-(due + V0 * rate over {question.Day} days) = -({leg.PremiumDue} + {question.EntryValue} * {leg.PremiumRate.Integral(0, question.Years)})", "--book"));
        }
        if (question.Years > 0)
        {
            AddFees(group, question, rate, result.GetValue(_lapse) ?? 0, premium, result.GetValue(_fee));
        }
        return group.Figures.Count == 0 ? null : group;
    }

    private static double AddPremium(FigureGroup group, ProtectQuestion question, double volatility, double rate, double lapseRate)
    {
        ProtectionPolicy policy = question.Policy;
        string law = $"over {Formula.Show(question.Day)} days at s = {Formula.Show(volatility)}, r = {Formula.Show(rate)}";
        double whole = ProtectionPremium.Of(policy.Position, policy.EntryPrice, volatility, question.Years, policy.Terms, rate);
        double premium = PolicyPremium.OfLapses(policy, lapseRate, question.Years, volatility, rate);
        double level = question.Level(question.Day);
        group.Add(new Figure("volatilityAnnualFraction", "volatility a year", volatility, FigureUnit.Fraction).Given("--volatility", isOfBook: true));
        group.Add(new Figure("fullCoverValue", "if all was covered from the first day", -whole).From($"-exp(-r T) E[what is covered] {law}", Paper));
        group.Add(new Figure("premiumValue", lapseRate == 0 ? $"leaving on day {ReportFormat.Number(question.Day)}" : "leaving by the lapse rate", -premium)
            .FromText(lapseRate == 0 ? $"-level * premium for full cover = -{Formula.Show(level)} * {Formula.Show(whole)}" : $"-integral of {Formula.Show(lapseRate)} exp(-{Formula.Show(lapseRate)} t) level(t) premium(t) and who is left at the end, {law},", Paper + (lapseRate == 0 ? "" : ", weighted by exits")));
        group.Add(new Figure("premiumFraction", "    of the value put in", -premium / question.EntryValue, FigureUnit.Fraction).From($"{-premium} / {question.EntryValue}", Source.Definition));
        return premium;
    }

    private static void AddFees(FigureGroup group, ProtectQuestion question, double rate, double lapseRate, double? premium, double? feeApr)
    {
        double value = question.EntryValue;
        // Who has left earns no more, which is as good as interest.
        double annuity = PolicyPremium.Annuity(question.Years, rate + lapseRate);
        string years = $"annuity of {Formula.Show(question.Day)} days{(lapseRate == 0 ? "" : $" for who is left, at {Formula.Show(rate)} + {Formula.Show(lapseRate)} a year,")} = {Formula.Show(annuity)}";
        if (premium is { } due)
        {
            group.Add(new Figure("breakEvenFeeAprFraction", "fees a year that pay for it, of the value put in", PolicyPremium.BreakEvenFeeApr(due, value, question.Years, rate + lapseRate), FigureUnit.Fraction)
                .From($"premium / (V0 annuity), {years}: {due} / ({value} * {annuity})", Source.Definition));
        }
        if (feeApr is { } fees)
        {
            double income = fees * value * annuity;
            group.Add(new Figure("feeAprFraction", "fees a year, of the value put in", fees, FigureUnit.Fraction).Given("--fee-apr"));
            group.Add(new Figure("breakEvenPremiumValue", "the premium that they just pay for", -income).From($"-y V0 annuity, {years}: -{fees} * {value} * {annuity}", Source.Definition));
            if (premium is { } paid)
            {
                group.Add(new Figure("feesLessPremiumValue", "fees less the fair premium", income - paid).From($"{income} - {paid}", Source.Definition));
            }
        }
    }
}
