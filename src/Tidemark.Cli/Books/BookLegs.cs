using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>What legs are worth and how that moves, one by one and together.</summary>
internal static class BookLegs
{
    private const string Sum = "sum over the legs";

    /// <summary>The figures of the book.</summary>
    public static FigureGroup Together(BookQuestion question)
    {
        (Book book, MarketState now) = (question.Book, question.Now);
        BookGreeks greeks = book.Greeks(now);
        FigureGroup figures = new("", "");
        figures.Add(new Figure("price", $"price of {question.File.Symbol0}, in {question.File.Symbol1}", now.Price).Given("--price", isOfBook: true));
        figures.Add(new Figure("bookValue", $"value, in {question.File.Symbol1}", book.Value(now)).FromText(Added(book, leg => leg.Value(now)), Sum));
        figures.Add(new Figure("delta", $"delta, in {question.File.Symbol0}", greeks.Delta).FromText(Added(book, leg => leg.Delta(now)), Sum));
        figures.Add(new Figure("gamma", "gamma, delta by unit of price", greeks.Gamma).FromText(Added(book, leg => leg.Gamma(now)), Sum));
        figures.Add(new Figure("vega", "vega of the options, value by unit of volatility", greeks.Vega).FromText(Added(book, leg => leg.Vega(now)), Sum));
        figures.Add(new Figure("carryPerDay", $"carry a day, in {question.File.Symbol1}", greeks.CarryPerDay).FromText(Added(book, leg => Carry(leg, now)), $"{Sum}: fees, rewards, interest, funding, premiums and decay of a day at this price, without what is due once"));
        figures.Add(new Figure("bookValueAtHorizon", $"value after {ReportFormat.Number(question.Days)} days at this price", book.Value(question.Horizon)).FromText(Added(book, leg => leg.Value(question.Horizon)), Sum));
        return figures;
    }

    /// <summary>A row for each leg.</summary>
    public static FigureTable Table(BookQuestion question)
    {
        MarketState now = question.Now;
        IReadOnlyList<Leg> legs = question.Book.Legs;
        Leg first = legs[0];
        return new FigureTable(
            "legs",
            "Legs",
            [.. legs.Select(leg => (IReadOnlyList<Figure>)
            [
                new Figure("value", $"value, in {question.File.Symbol1}", leg.Value(now)),
                new Figure("delta", $"delta, in {question.File.Symbol0}", leg.Delta(now)),
                new Figure("gamma", "gamma", leg.Gamma(now)),
                new Figure("vega", "vega", leg.Vega(now)),
                new Figure("carryPerDay", "carry a day", Carry(leg, now)),
                new Figure("valueAtHorizon", $"value after {ReportFormat.Number(question.Days)} days", leg.Value(question.Horizon)),
            ])],
            Formulas:
            [
                new("legs.value", Formula.Text($"what the leg is worth; that of {first.Name} = {first.Value(now)}"), SourceOf(first)),
                new("legs.delta", Formula.Text($"dV/dP; that of {first.Name} = {first.Delta(now)}"), SourceOf(first)),
                new("legs.gamma", Formula.Text($"d2V/dP2; that of {first.Name} = {first.Gamma(now)}"), SourceOf(first)),
                new("legs.vega", Formula.Text($"dV by the volatility at which it is valued; that of {first.Name} = {first.Vega(now)}"), SourceOf(first)),
                new("legs.carryPerDay", Formula.Text($"V(P, t + 1 day) - V(P, t), without what is due once; that of {first.Name} = {Carry(first, now)}"), Source.Definition),
                new("legs.valueAtHorizon", Formula.Text($"V(P, {question.Days} days); that of {first.Name} = {first.Value(question.Horizon)}"), SourceOf(first)),
            ],
            Names: [.. legs.Select(static leg => leg.Name)]);
    }

    /// <summary>What a leg gains a day at a price, without what is due once.</summary>
    public static double Carry(Leg leg, MarketState now) => new Book([leg]).Greeks(now).CarryPerDay;

    /// <summary>Figures of the legs, to be added.</summary>
    public static string Added(Book book, Func<Leg, double> of) => string.Join(" + ", book.Legs.Select(leg => Formula.Show(of(leg))));

    private static string SourceOf(Leg leg) => leg switch
    {
        OptionLeg => Source.BlackScholes,
        PerpetualLeg => "Binance and BitMEX contract specifications",
        LiquidityLeg => "the AMM's value curve, docs/concepts/value-curves.md",
        ProtectionLeg => "what a withdrawal would be paid, docs/concepts/protection.md",
        _ => Source.Definition,
    };
}
