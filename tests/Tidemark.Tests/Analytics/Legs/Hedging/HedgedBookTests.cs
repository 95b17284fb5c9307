using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;

namespace Tidemark.Tests.Analytics.Legs.Hedging;

/// <summary>Liquidity and a short of its delta, in a book.</summary>
public sealed class HedgedBookTests
{
    private const double Margin = 100_000;
    private const double Funding = 0.1;

    private static readonly double[] Path = [2000, 2100, 2200, 2150, 2000, 1850, 2000];

    [Theory]
    [InlineData("perp.dynamic_path", "constant product")]
    [InlineData("perp.dynamic_path_v3", "concentrated")]
    public void Value_DeltaFollowedStepByStep_AgreesWithTheVector(string vector, string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        double expected = vector == "perp.dynamic_path" ? Vectors.Named(vector).Expected.GetProperty("hedged_pnl").GetDouble() : Vectors.Named(vector).Expected.GetDouble();
        Book book = Hedged(curve, new MarketState(Path[0], 0), Margin, 0);
        for (int i = 1; i < Path.Length; i++)
        {
            MarketState state = new(Path[i], i / 365.0);
            book = book.Advance(state).Book;
            book = book.With(Short(curve, state, book.Find("short")!.Value(state), 0));
            double step = state.Price * 1e-5;
            double slope = (book.Value(new MarketState(state.Price + step, state.Years)) - book.Value(new MarketState(state.Price - step, state.Years))) / (2 * step);
            Close.Absolute(0, slope, 1e-6, $"delta at {state.Price}");
        }
        MarketState end = new(Path[^1], (Path.Length - 1) / 365.0);
        Close.Absolute(expected, book.Value(end) - 10_000 - Margin, 1e-9, vector);
    }

    [Theory]
    [InlineData("constant product")]
    [InlineData("concentrated")]
    [InlineData("weighted")]
    public void Run_StaticShort_IsPositionAndShortAndFundingAtEveryStep(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        double quantity = curve.Delta(2000);
        MarketState start = new(2000, 0);
        Book book = Hedged(curve, start, Margin, Funding);
        BookRun run = new(book, start, Leveraged.Beginning);
        double funding = 0;
        for (int i = 1; i < Path.Length; i++)
        {
            run.MoveTo(new MarketState(Path[i], i / 365.0));
            funding += Funding / 365 * quantity * (Path[i - 1] + Path[i]) / 2;
            double expected = curve.Value(Path[i]) - curve.Value(2000) - (quantity * (Path[i] - 2000)) + funding;
            Close.Absolute(expected, run.Book.Value(run.State) - book.Value(start), 1e-7, $"{name} at {Path[i]}");
        }
        Assert.Empty(run.Events);
        Close.Absolute(run.Book.Value(run.State) - book.Value(start), run.Explain().Net.Total, 1e-6, name);
    }

    [Fact]
    public void Run_MarginForAMove_SurvivesItAndIsClosedJustBeyond()
    {
        ValueCurve curve = SampleCurves.Named("constant product");
        double margin = new Perpetual(PerpetualKind.Linear, -2.5, 2000).MarginToSurvive(3000, MaintenanceTiers.Flat(0.005));
        Close.Relative(2537.5, margin, 1e-12);
        foreach ((double price, int events) in new[] { (2999.99, 0), (3000.01, 1) })
        {
            BookRun run = new(Hedged(curve, Leveraged.Entry, margin, 0), Leveraged.Entry, Leveraged.Beginning);
            run.MoveTo(new MarketState(price, 0.01));
            Assert.Equal(events, run.Events.Count);
        }
    }

    private static Book Hedged(ValueCurve curve, MarketState state, double margin, double funding) =>
        new([new LiquidityLeg("liquidity", state, curve), Short(curve, state, margin, funding)]);

    private static PerpetualLeg Short(ValueCurve curve, MarketState state, double margin, double funding) =>
        new("short", state, PerpetualKind.Linear, -curve.Delta(state.Price), margin, 0.2, MaintenanceTiers.Flat(0.005), RatePath.Fixed(funding));
}
