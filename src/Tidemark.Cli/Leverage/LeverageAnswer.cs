using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Leverage;

/// <summary>A leveraged position at its price: what it is worth, owes and earns, and where it is liquidated.</summary>
internal sealed class LeverageAnswer
{
    private const string Lending = "Aave v3 GenericLogic; Alpaca and Extra Finance debt ratios";

    private readonly LeverageQuestion _question;

    public LeverageAnswer(LeverageQuestion question)
    {
        _question = question;
        Book = question.Book();
        Rule = Book.Rules[0];
        Position = (LiquidityLeg)Book.Legs[0];
        Debt = Rule.Debt(Book, question.Now);
        Value = Position.Value(question.Now);
        Prices = Rule.LiquidationPrices(Book, question.Now);
    }

    public Book Book { get; }

    public LiquidationRule Rule { get; }

    public LiquidityLeg Position { get; }

    public double Value { get; }

    public double Debt { get; }

    public LiquidationPrices Prices { get; }

    public double Equity => Value - Debt;

    /// <summary>Income of a year less interest, in token 1, at this price and as it is now.</summary>
    public double CarryAnnual => Income - InterestAnnual;

    /// <summary>How long interest alone takes; null for ever.</summary>
    public double? DaysOfInterest => Debt == 0 ? null : LiquidationOutlook.YearsUntilInterestLiquidates(WithoutIncome, WithoutIncome.Rules[0], _question.Now) * Year.Days;

    /// <summary>How long interest takes with the income against it; null for ever.</summary>
    public double? DaysNet => Debt == 0 ? null : LiquidationOutlook.YearsUntilInterestLiquidates(Book, Rule, _question.Now) * Year.Days;

    /// <summary>Equity less that of holding the tokens put in with the same debt, as a fraction of own money.</summary>
    public double EquityLossAgainstHold(double price) => _question.Curve.ValueOverHold(_question.EntryPrice, price) / _question.Collateral;

    /// <summary>The loss of the same position without debt, as a fraction of the value held.</summary>
    public double ImpermanentLoss(double price) => _question.Curve.ValueOverHold(_question.EntryPrice, price) / _question.Curve.Reserves(_question.EntryPrice).Value(price);

    private Book WithoutIncome => _question.Book(_question.ShareOfToken0, default);

    private double IncomeAprFraction =>
        (((Position.Curve.EarnsAt(_question.Price) ? _question.Fees.FeeAprFraction : 0) + _question.Fees.RewardAprFraction) * (1 - _question.Fees.PerformanceFeeFraction)) - _question.Fees.ManagementFeeAprFraction;

    private double Income => Value * IncomeAprFraction;

    private double InterestAnnual
    {
        get
        {
            Reserves owed = _question.Debt(_question.ShareOfToken0);
            return (owed.Amount0 * _question.Price * _question.BorrowApr0) + (owed.Amount1 * _question.BorrowApr1);
        }
    }

    public ExplainedGroup Figures()
    {
        LeverageQuestion question = _question;
        Reserves owed = question.Debt(question.ShareOfToken0);
        ExplainedGroup figures = new("", "");
        figures.AddGiven(new Figure("price", "price of token 0", question.Price), "--price");
        figures.Add(new Figure("positionValue", "position, in token 1", Value), Formula.Text($"V(P) of the curve that is worth leverage * collateral = {question.Leverage} * {question.Collateral} at {question.EntryPrice}"), Formula.Definition);
        figures.Add(new Figure("debt", "debt, in token 1", Debt), Formula.Text($"d0 P + d1 = {owed.Amount0} * {question.Price} + {owed.Amount1}"), Formula.Definition);
        figures.Add(new Figure("debtAmount0", "debt, token 0", owed.Amount0), Formula.Text($"S (leverage - 1) collateral / P0 = {question.ShareOfToken0} * {question.Leverage - 1} * {question.Collateral} / {question.EntryPrice}"), Formula.Definition);
        figures.Add(new Figure("debtAmount1", "debt, token 1", owed.Amount1), Formula.Text($"(1 - S) (leverage - 1) collateral = {1 - question.ShareOfToken0} * {question.Leverage - 1} * {question.Collateral}"), Formula.Definition);
        figures.Add(new Figure("equity", "own equity, in token 1", Equity), Formula.Text($"V - D = {Value} - {Debt}"), Formula.Definition);
        figures.Add(new Figure("leverage", "leverage now", Equity > 0 ? Value / Equity : null), Formula.Text($"V / (V - D) = {Value} / {Equity}"), Formula.Definition);
        figures.Add(new Figure("debtRatio", "debt, of the position", Debt / Value, FigureUnit.Fraction), Formula.Text($"D / V = {Debt} / {Value}"), Formula.Definition);
        figures.Add(
            new Figure("healthFactor", "health factor", Debt > 0 ? Rule.HealthFactor(Book, question.Now) : null, None: "none, no debt"),
            Formula.Text($"threshold V / D = {question.Threshold} * {Value} / {Debt}"), Lending);
        string equation = Formula.Text($"the P with {question.Threshold} V(P) = {owed.Amount0} P + {owed.Amount1}");
        AddPrice(figures, "liquidationPriceDown", "liquidated below", Prices.Down, equation + ", below the price");
        AddPrice(figures, "liquidationPriceUp", "liquidated above", Prices.Up, equation + ", above the price");
        figures.Add(
            new Figure("daysUntilInterestLiquidates", "interest alone liquidates after", DaysOfInterest, FigureUnit.Days, "never, or after a hundred years"),
            Formula.Text($"the t with {question.Threshold} * {Value} = D(t), the debt of {Debt} with interest of {question.BorrowApr0} and {question.BorrowApr1} a year and no income"), Formula.Definition);
        figures.Add(
            new Figure("carryPerDay", "carry a day, in token 1", CarryAnnual / Year.Days),
            Formula.Text($"(V (fees + rewards - vault's fees) - interest) / 365 = ({Value} * {IncomeAprFraction} - {InterestAnnual}) / {Year.Days}"), "the yield that Alpaca, Francium and Extra Finance show, less interest");
        figures.Add(new Figure("carryAprFraction", "carry a year, of own equity", Equity > 0 ? CarryAnnual / Equity : null, FigureUnit.Fraction), Formula.Text($"carry / (V - D) = {CarryAnnual} / {Equity}"), Formula.Definition);
        figures.Add(new Figure("breakEvenVolatilityAnnualFraction", "volatility that the carry pays for", BreakEvenVolatility, FigureUnit.Fraction, "none, the carry pays for no loss"),
            Formula.Text($"sqrt(2 carry / (P^2 |gamma|)) with a carry of {CarryAnnual} a year and gamma {Position.Gamma(question.Now)}"), Source.Rebalancing);
        figures.Add(new Figure("impermanentLoss", "impermanent loss without leverage", ImpermanentLoss(question.Price), FigureUnit.Fraction), Formula.Text($"V / H - 1 from {question.EntryPrice} to {question.Price}"), Formula.Definition);
        figures.Add(
            new Figure("equityLossAgainstHold", "equity less that of holding, of own money", EquityLossAgainstHold(question.Price), FigureUnit.Fraction),
            Formula.Text($"(V - H) / collateral, both with the same debt: {question.Curve.ValueOverHold(question.EntryPrice, question.Price)} / {question.Collateral}"), "leverage times the loss in money of one's own deposit");
        return figures;
    }

    private double? BreakEvenVolatility
    {
        get
        {
            double gamma = -Position.Gamma(_question.Now);
            return CarryAnnual > 0 && gamma > 0 && double.IsFinite(gamma) ? Math.Sqrt(2 * CarryAnnual / gamma) / _question.Price : null;
        }
    }

    private void AddPrice(ExplainedGroup figures, string name, string label, double? price, string equation)
    {
        figures.Add(new Figure(name, label, price), equation, Lending);
        figures.Add(new Figure($"{name}DistanceFraction", $"{label}, from the price", (price / _question.Price) - 1, FigureUnit.Fraction), Formula.Text($"P / {_question.Price} - 1"), Formula.Definition);
    }
}
