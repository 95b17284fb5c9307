using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Amms;

internal sealed class BancorNoun : PairNoun
{
    private const double MostDays = 100_000;
    private const string Contract = "Bancor contracts-solidity, LiquidityProtection.sol before November 2022";

    private readonly Option<double?> _days = NumberOption.Single("--deposit-days", "The days from the deposit to the withdrawal, which decide how much of the loss is protected (default 0: nothing).", "D", $"a number of days from 0 to {MostDays}", static value => value is >= 0 and <= MostDays);
    private readonly Option<double?> _earned0 = NumberOption.ZeroOrMore("--earned0", "Fees that the deposit earned, in token 0; the loss is taken from them too, and not paid back.", "X");

    public override string Name => "bancor";

    public override string Description => "A deposit of token 0 alone with Bancor v2.1's protection: nothing before day 30, then 1 % of the loss a day, all from day 100.";

    public override IEnumerable<Option> LossOptions => [_days, _earned0];

    public override string? NoteWithoutLossOptions => "The figures are of the deposit without protection; 'il bancor --deposit-days' says what protection pays back.";

    protected override IEnumerable<Option> FormOptions => [];

    protected override bool TakesToken1 => false;

    protected override PairForm Form(ParseResult result, double entryPrice)
    {
        double days = result.GetValue(_days) ?? 0;
        double? earned = result.GetValue(_earned0);
        RequirePrice(result, _earned0, earned);
        double level = ProtectionSchedule.BancorV2.Level(TimeSpan.FromDays(days));
        return new PairForm(
            new SingleSidedCurve(1, entryPrice, level),
            result.CommandResult.Command.Options.Contains(_days) ? [new("protectedFraction", level)] : [],
            (curve, price) => Explain(curve.Reserves(entryPrice).Amount0, curve.Reserves(price), price, entryPrice, level),
            Claim: (position, price) => Protection(position.Reserves(entryPrice).Amount0, entryPrice, price, days, earned ?? 0));
    }

    private static CurveFormula Explain(double deposit, Reserves held, double price, double entryPrice, double level)
    {
        double ratio = price / entryPrice;
        string amount = Formula.Text($"x = x0 (1 - (1 - c) (1 - 2 sqrt(r) / (1 + r))) = {deposit} * (1 - (1 - {level}) * (1 - 2 * sqrt({ratio}) / (1 + {ratio}))) = {held.Amount0}, r = P / P0 and c the protected part of the loss");
        return OfAmounts(amount, "y = 0: the claim is paid in token 0", held, price, Contract);
    }

    private FigureGroup Protection(double deposit, double entryPrice, double price, double days, double earned)
    {
        TimeSpan age = TimeSpan.FromDays(days);
        double level = ProtectionSchedule.BancorV2.Level(age);
        double loss = new SingleSidedCurve(deposit, entryPrice, 0).ValueOverHold(entryPrice, price) / price;
        double ratio = price / entryPrice;
        double payout = BancorProtection.Payout(deposit, deposit + earned, ratio, age);
        double lossFraction = -loss / deposit;
        return new FigureGroup("protection", "Protection",
        [
            new Figure("heldDays", "time since the deposit", days, FigureUnit.Days).Given(_days.Name),
            new Figure("protectedFraction", "protected, of the loss", level, FigureUnit.Fraction)
                .Whole(Formula.Text($"c = 0 before 30 days, t / 100 days, 1 from 100 days; t = {days} days: {level}"), Contract),
            new Figure("unprotectedLossFraction", "loss without protection, of the deposit", loss / deposit, FigureUnit.Fraction)
                .From($"2 sqrt(r) / (1 + r) - 1 = 2 * sqrt({ratio}) / (1 + {ratio}) - 1", Contract),
            new Figure("unprotectedLossAmount0", "    in token 0", loss).From($"{deposit} * {loss / deposit}", Contract),
            new Figure("paidBackAmount0", "paid back, in token 0", -level * loss).From($"x0 loss c = {deposit} * {lossFraction} * {level}", Contract),
            new Figure("remainingLossAmount0", "what remains of the loss, in token 0", (1 - level) * loss).From($"-x0 loss (1 - c) = -{deposit} * {lossFraction} * (1 - {level})", Contract),
            new Figure("payoutAmount0", "paid out in all, earned fees included", payout)
                .From($"(x0 + fees) (1 - loss) + x0 loss c = ({deposit} + {earned}) (1 - {lossFraction}) + {deposit} * {lossFraction} * {level}", Contract),
        ]);
    }
}
