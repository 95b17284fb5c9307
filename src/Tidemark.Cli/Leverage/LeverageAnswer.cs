using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
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
        State = new RuleState(Book, Book.Rules[0], question.Now);
        Debt = Rule.Debt(Book, question.Now);
        Value = Book.Legs[0].Value(question.Now);
        CarryPerDay = Book.Greeks(question.Now).CarryPerDay;
    }

    public Book Book { get; }

    /// <summary>How healthy it is now, and what ends that.</summary>
    public RuleState State { get; }

    public LiquidationRule Rule => State.Rule;

    public double Value { get; }

    public double Debt { get; }

    public double Equity => Value - Debt;

    /// <summary>What fees and rewards bring over interest in the day from now, in token 1, at this price.</summary>
    public double CarryPerDay { get; }

    /// <summary>The loss of the position without debt from entry to a price; its money is lost from equity too.</summary>
    public ImpermanentLossReport Loss(double price) => ImpermanentLoss.Of(_question.Curve, _question.EntryPrice, price);

    public FigureGroup Figures()
    {
        LeverageQuestion question = _question;
        Reserves owed = question.Debt(question.ShareOfToken0);
        ImpermanentLossReport loss = Loss(question.Price);
        double carryAnnual = CarryPerDay * Year.Days;
        FigureGroup figures = new("", "");
        figures.Add(new Figure("price", "price of token 0", question.Price).Given("--price", isOfBook: true));
        figures.Add(new Figure("positionValue", "position, in token 1", Value).From($"V(P) of the curve that is worth leverage * collateral = {question.Leverage} * {question.Collateral} at {question.EntryPrice}", Source.Definition));
        figures.Add(new Figure("debt", "debt, in token 1", Debt).From($"d0 P + d1 = {owed.Amount0} * {question.Price} + {owed.Amount1}", Source.Definition));
        figures.Add(new Figure("debtAmount0", "debt, token 0", owed.Amount0).From($"S (leverage - 1) collateral / P0 = {question.ShareOfToken0} * {question.Leverage - 1} * {question.Collateral} / {question.EntryPrice}", Source.Definition));
        figures.Add(new Figure("debtAmount1", "debt, token 1", owed.Amount1).From($"(1 - S) (leverage - 1) collateral = {1 - question.ShareOfToken0} * {question.Leverage - 1} * {question.Collateral}", Source.Definition));
        figures.Add(new Figure("equity", "own equity, in token 1", Equity).From($"V - D = {Value} - {Debt}", Source.Definition));
        figures.Add(new Figure("leverage", "leverage now", Equity > 0 ? Value / Equity : null).From($"V / (V - D) = {Value} / {Equity}", Source.Definition));
        figures.Add(new Figure("debtRatio", "debt, of the position", Debt / Value, FigureUnit.Fraction).From($"D / V = {Debt} / {Value}", Source.Definition));
        figures.Add(new Figure("healthFactor", "health factor", Debt > 0 ? State.Health : null, None: "none, no debt")
            .From($"threshold V / D = {question.Threshold} * {Value} / {Debt}", Lending));
        string equation = Formula.Text($"the P with {question.Threshold} V(P) = {owed.Amount0} P + {owed.Amount1}");
        AddPrice(figures, "liquidationPriceDown", "liquidated below", State.Prices.Down, equation + ", below the price");
        AddPrice(figures, "liquidationPriceUp", "liquidated above", State.Prices.Up, equation + ", above the price");
        figures.Add(new Figure("daysUntilInterestLiquidates", "interest alone liquidates after", State.DaysOfInterest, FigureUnit.Days, "never, or after a hundred years")
            .From($"the t with {question.Threshold} * {Value} = D(t), the debt of {Debt} with interest of {question.BorrowApr0} and {question.BorrowApr1} a year and no income", Source.Definition));
        figures.Add(new Figure("carryPerDay", "carry a day, in token 1", CarryPerDay)
            .From($"V(P, t + 1 day) - V(P, t) of position and debt: {BookLegs.Added(Book, leg => BookLegs.Carry(leg, question.Now))}", Source.Definition));
        figures.Add(new Figure("carryAprFraction", "carry a year, of own equity", Equity > 0 ? carryAnnual / Equity : null, FigureUnit.Fraction).From($"365 carry / (V - D) = 365 * {CarryPerDay} / {Equity}", Source.Definition));
        figures.Add(new Figure("breakEvenVolatilityAnnualFraction", "volatility that the carry pays for", carryAnnual > 0 ? ImpliedVolatility.FromFeeApr(question.Curve, question.Price, carryAnnual / Value) : null, FigureUnit.Fraction, carryAnnual > 0 ? "any, there is no loss to moves at this price" : "none, the carry pays for no loss")
            .From($"sqrt(2 carry / (P^2 |gamma|)) with a carry of {carryAnnual} a year and gamma {question.Curve.Gamma(question.Price)}", Source.Rebalancing));
        figures.Add(new Figure("impermanentLoss", "impermanent loss without leverage", loss.LossFraction, FigureUnit.Fraction).From($"V / H - 1 from {question.EntryPrice} to {question.Price}", Source.Definition));
        figures.Add(new Figure("equityLossAgainstHold", "equity less that of holding, of own money", loss.LossValue / question.Collateral, FigureUnit.Fraction)
            .From($"(V - H) / collateral, both with the same debt: {loss.LossValue} / {question.Collateral}", "leverage times the loss in money of one's own deposit"));
        return figures;
    }

    private void AddPrice(FigureGroup figures, string name, string label, double? price, string equation)
    {
        figures.Add(new Figure(name, label, price).FromText(equation, Lending));
        figures.Add(new Figure($"{name}DistanceFraction", $"{label}, from the price", (price / _question.Price) - 1, FigureUnit.Fraction).From($"P / {_question.Price} - 1", Source.Definition));
    }
}
