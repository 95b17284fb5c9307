using System.Globalization;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Analytics.Legs.Perpetuals;
using Tidemark.Data.Importers.Prices;
using Tidemark.Data.Importers.Rates;

namespace Tidemark.Tests.Docs;

/// <summary>The page's table of hedged years is what books make of the recorded prices and funding.</summary>
public sealed class HedgedHistoryTests
{
    private const double Margin = 1_000_000;

    [Fact]
    public void Table_OfHedgedYears_IsWhatTheBooksMake()
    {
        // The exchange's export has the times of a zone three hours ahead.
        FundingSeries funding = FundingSeries.Read(SharedData.Path("rates", "ETH-USDT_binance_2020-01-01_2024-01-01_funding_history.csv"), TimeSpan.FromHours(3));
        Dictionary<DateTimeOffset, double> prices = PriceSeries.Read(SharedData.Path("prices", "ethusd_daily.csv")).Bars.ToDictionary(static bar => bar.Time, static bar => bar.Close);
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "docs", "concepts", "hedging.md"))
                .SkipWhile(static line => !line.StartsWith("| time | ETH | position |", StringComparison.Ordinal)).Skip(2)
                .TakeWhile(static line => line.StartsWith('|'))
                .Select(static line => line.Split('|')[1..^1].Select(static cell => cell.Trim()).ToArray()),
        ];
        Assert.Equal(4, rows.Length);
        foreach (string[] row in rows)
        {
            DateTimeOffset[] times = [.. row[0].Split(" to ").Select(static day => DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))];
            double[] path = [.. Enumerable.Range(0, (int)(times[1] - times[0]).TotalDays + 1).Select(day => prices[times[0].AddDays(day)])];
            var curve = ConstantProductCurve.FromValue(path[0], 10_000);
            RatePath rate = funding.ToRatePath(times[0]);
            (double position, double kept, double keptFunding) = Run(curve, path, rate, isFollowed: false);
            (_, double followed, double followedFunding) = Run(curve, path, rate, isFollowed: true);
            string[] found =
            [
                row[0],
                $"{Money(path[0])} to {Money(path[^1])}",
                Money(position), Money(kept), Money(keptFunding), Money(position + kept + keptFunding), Money(followed), Money(followedFunding), Money(position + followed + followedFunding),
            ];
            Assert.Equal(found, row);
        }
    }

    private static (double Position, double Short, double Funding) Run(ConstantProductCurve curve, double[] path, RatePath rate, bool isFollowed)
    {
        Book book = new([new LiquidityLeg("liquidity", new MarketState(path[0], 0), curve), Short(curve, new MarketState(path[0], 0), Margin, rate)]);
        double funding = 0;
        for (int day = 1; day < path.Length; day++)
        {
            MarketState state = new(path[day], day / 365.0);
            BookStep step = book.Advance(state);
            book = step.Book;
            foreach (LegFlow flow in step.Legs.SelectMany(static leg => leg.Flows))
            {
                funding += flow.Kind == LedgerEntryKind.FundingReceived ? flow.Amounts.Amount1 : flow.Kind == LedgerEntryKind.FundingPaid ? -flow.Amounts.Amount1 : 0;
            }
            if (isFollowed)
            {
                book = book.With(Short(curve, state, book.Find("short")!.Value(state), rate));
            }
        }
        MarketState end = new(path[^1], (path.Length - 1) / 365.0);
        return (book.Find("liquidity")!.Value(end) - 10_000, book.Find("short")!.Value(end) - Margin - funding, funding);
    }

    private static PerpetualLeg Short(ConstantProductCurve curve, MarketState state, double margin, RatePath rate) =>
        new("short", state, PerpetualKind.Linear, -curve.Delta(state.Price), margin, 0.2, MaintenanceTiers.Flat(0.005), rate);

    private static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
