using System.Text.Json;
using Tidemark.Analytics.Ledger;
using static Tidemark.Tests.Analytics.Ledger.Histories;

namespace Tidemark.Tests.Analytics.Ledger;

public sealed class ReturnsTests
{
    private static readonly JsonElement Expected = Vectors.Named("ledger.example").Expected;
    private static readonly LedgerExample Example = new(withGas: false);

    [Fact]
    public void All_Vector_Agree()
    {
        (IReadOnlyList<CapitalFlow> flows, DateTimeOffset end, double value) = (Example.Account.Flows, Example.Attribution.End, Example.Attribution.EndValue);
        PeriodReturn moneyWeighted = Assert.Single(Returns.MoneyWeighted(flows, end, value));
        Close.Relative(Expected.GetProperty("XIRR").GetDouble(), moneyWeighted.ApyFraction!.Value, 1e-9);
        PeriodReturn timeWeighted = Returns.TimeWeighted(flows, end, value)!.Value;
        Close.Relative(Expected.GetProperty("TWR").GetDouble(), timeWeighted.Fraction, 1e-9);
        PeriodReturn dietz = Returns.ModifiedDietz(flows, end, value)!.Value;
        Close.Relative(Expected.GetProperty("modified_dietz").GetDouble(), dietz.Fraction, 1e-9);
        Assert.All([moneyWeighted, timeWeighted, dietz], period => Assert.Equal((Start, Start.AddDays(365), 365), (period.Start, period.End, period.Days)));
    }

    /// <summary>The example of Excel's documentation of XIRR, and its printed result.</summary>
    [Fact]
    public void MoneyWeighted_SpreadsheetExample_Agrees()
    {
        (string, double)[] payments = [("2008-01-01", -10_000), ("2008-03-01", 2750), ("2008-10-30", 4250), ("2009-02-15", 3250)];
        CapitalFlow[] flows = [.. payments.Select(static payment => new CapitalFlow(Day(payment.Item1), payment.Item2, 0))];
        PeriodReturn found = Assert.Single(Returns.MoneyWeighted(flows, Day("2009-04-01"), 2750));
        Close.Absolute(0.373362535, found.ApyFraction!.Value, 2e-9);

        static DateTimeOffset Day(string date) => DateTimeOffset.Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The flows are the coefficients of polynomials whose roots are known.</summary>
    [Theory]
    [InlineData(new double[] { -100, 100 }, new[] { 0.0 })]
    [InlineData(new double[] { -100, 110 }, new[] { 0.1 })]
    [InlineData(new double[] { 100, -110 }, new[] { 0.1 })]
    [InlineData(new double[] { -1000, 2500, -1540 }, new[] { 0.1, 0.4 })]
    [InlineData(new[] { -1, 3.6, -4.31, 1.716 }, new[] { 0.1, 0.2, 0.3 })]
    [InlineData(new double[] { -100, 0, 0, 72.9 }, new[] { -0.1 })]
    [InlineData(new[] { -100, 50, 0.0 }, new[] { -0.5 })]
    [InlineData(new[] { -1, 1, 0.75, 0, 0 }, new[] { 0.5 })]
    [InlineData(new double[] { -1, 1, -1 }, new double[0])]
    [InlineData(new double[] { -100, -50, -1 }, new double[0])]
    [InlineData(new double[] { 100, 50, 1 }, new double[0])]
    [InlineData(new double[] { -100, 0 }, new double[0])]
    [InlineData(new double[] { 0, 0 }, new double[0])]
    public void MoneyWeighted_KnownRates_FindsAllOfThem(double[] yearly, double[] rates)
    {
        IReadOnlyList<PeriodReturn> found = Yearly(yearly);
        Assert.Equal(rates.Length, found.Count);
        Assert.All(rates.Zip(found), static pair => Close.Absolute(pair.First, pair.Second.ApyFraction!.Value, 1e-9));
    }

    [Fact]
    public void MoneyWeighted_CurveThatOnlyTouchesZero_IsOneRate() =>
        Close.Absolute(0.15, Assert.Single(Yearly(-100, 230, -132.25)).ApyFraction!.Value, 1e-6);

    [Fact]
    public void MoneyWeighted_WrittenByRoots_FindsAllOfThem()
    {
        Random random = new(20250301);
        for (int round = 0; round < 200; round++)
        {
            // Growths from 0.3 to 3, at least a tenth apart from each other.
            double[] growths = [.. Enumerable.Range(3, 27).OrderBy(_ => random.Next()).Take(1 + random.Next(6)).Order().Select(tenth => (tenth + (random.NextDouble() / 20)) / 10)];
            double[] flows = [100];
            foreach (double growth in growths)
            {
                flows = [.. Enumerable.Range(0, flows.Length + 1).Select(i => (i < flows.Length ? flows[i] : 0) - (i > 0 ? growth * flows[i - 1] : 0))];
            }
            IReadOnlyList<PeriodReturn> found = Yearly(flows);
            Assert.Equal(growths.Length, found.Count);
            Assert.All(growths.Zip(found), static pair => Close.Absolute(pair.First - 1, pair.Second.ApyFraction!.Value, 1e-6));
        }
    }

    /// <summary>Against a scan of the present value, in flows at any times that change direction often.</summary>
    [Fact]
    public void MoneyWeighted_AnyFlows_FindsEveryChangeOfSign()
    {
        Random random = new(7);
        int several = 0;
        for (int round = 0; round < 300; round++)
        {
            CapitalFlow[] flows = [.. Enumerable.Range(0, 2 + random.Next(20)).Select(_ => new CapitalFlow(Start.AddDays(random.Next(1000)), random.Next(-100, 101), 0))];
            DateTimeOffset end = Start.AddDays(1000);
            double endValue = random.Next(100);
            (double Years, double Amount)[] terms = [.. flows.Append(new CapitalFlow(end, endValue, 0)).Select(static flow => ((flow.Time - Start).TotalDays / 365, flow.Received))];
            List<(double Low, double High)> brackets = [];
            for (double rate = -8; rate < 20; rate += 0.01)
            {
                if (PresentValue(terms, rate) * PresentValue(terms, rate + 0.01) < 0)
                {
                    brackets.Add((Math.Exp(rate) - 1, Math.Exp(rate + 0.01) - 1));
                }
            }
            double[] found = [.. Returns.MoneyWeighted(flows, end, endValue).Select(static period => period.ApyFraction!.Value)];
            Assert.Equal(found.Order(), found);
            Assert.All(brackets, bracket => Assert.Contains(found, rate => rate >= bracket.Low && rate <= bracket.High));
            // Nearer to a total loss, what one plus the return leaves has too few digits.
            Assert.All(found.Where(static rate => rate > -0.99), rate => Close.Absolute(0, PresentValue(terms, Math.Log(1 + rate)) / terms.Sum(term => Math.Abs(term.Amount) * Math.Exp(-Math.Log(1 + rate) * term.Years)), 1e-9));
            several += found.Length > 1 ? 1 : 0;
        }
        Assert.True(several > 30);
    }

    [Fact]
    public void MoneyWeighted_ManyFlows_IsFound()
    {
        // Ten years of weekly payments out of a loan that grows by a tenth a year.
        double balance = 1000;
        List<CapitalFlow> flows = [new(Start, -1000, 1000)];
        for (int week = 1; week <= 520; week++)
        {
            balance *= Math.Pow(1.1, 7 / 365.0);
            double received = week % 3 == 0 ? -1.5 : 2;
            balance -= received;
            flows.Add(new CapitalFlow(Start.AddDays(7 * week), received, balance));
        }
        Close.Relative(0.1, Assert.Single(Returns.MoneyWeighted(flows, flows[^1].Time, balance)).ApyFraction!.Value, 1e-11);
        Close.Relative(Math.Pow(1.1, 3640 / 365.0) - 1, Returns.TimeWeighted(flows, flows[^1].Time, balance)!.Value.Fraction, 1e-10);
    }

    [Fact]
    public void MoneyWeighted_ClosedWithinSeconds_HasItsOwnPeriod()
    {
        CapitalFlow[] flows = [new(Start, -100, 100), new(Start.AddSeconds(1), 101, 0)];
        PeriodReturn found = Assert.Single(Returns.MoneyWeighted(flows, Start.AddDays(365), 0));
        Close.Relative(0.01, found.Fraction, 1e-12);
        Assert.Equal((Start, Start.AddSeconds(1)), (found.Start, found.End));
        Assert.Null(found.ApyFraction);
        Close.Relative(0.01 * 365 * 86_400, found.AprFraction!.Value, 1e-12);
        // A rate of a per cent a second has no number over the ten years to a last payment. The other rate is where that payment's billionth weighs as much as the gain.
        CapitalFlow dust = new(Start.AddDays(3650), -1e-9, 0);
        Close.Relative(Math.Pow(10, -0.9) - 1, Assert.Single(Returns.MoneyWeighted([.. flows, dust], dust.Time, 0)).ApyFraction!.Value, 1e-6);
    }

    [Fact]
    public void TimeWeighted_WhateverComesAndGoes_IsTheStrategys()
    {
        // A strategy that grows by 1 % every week, with deposits and withdrawals in between.
        Random random = new(11);
        double value = 500;
        List<CapitalFlow> flows = [new(Start, -500, 500)];
        for (int week = 1; week < 52; week++)
        {
            value *= 1.01;
            double received = (random.NextDouble() - 0.4) * value;
            value -= received;
            flows.Add(new CapitalFlow(Start.AddDays(7 * week), received, value));
        }
        PeriodReturn found = Returns.TimeWeighted(flows, Start.AddDays(364), value * 1.01)!.Value;
        Close.Relative(Math.Pow(1.01, 52) - 1, found.Fraction, 1e-12);
        Close.Relative(Math.Pow(1.01, 52 * 365 / 364.0) - 1, found.ApyFraction!.Value, 1e-12);
    }

    [Fact]
    public void TimeWeighted_CostsBeforeAndAfter_CountWhereThereIsMoney()
    {
        // 10 of gas for an approval, 990 paid in for 980; grown to 1078 and closed, 8 for the gas; opened again with 500 and kept.
        CapitalFlow[] flows = [new(Start, -10, 0), new(Start.AddDays(1), -990, 980), new(Start.AddDays(11), 1070, 0), new(Start.AddDays(12), 3, 0), new(Start.AddDays(20), -500, 500)];
        Close.Relative((1.07 * 1.2) - 1, Returns.TimeWeighted(flows, Start.AddDays(30), 600)!.Value.Fraction, 1e-12);
        Assert.Null(Returns.TimeWeighted(flows[..1], Start.AddDays(30), 0));
        Close.Relative(-1, Returns.TimeWeighted([new(Start, -5, 5)], Start.AddDays(1), 0)!.Value.Fraction, 1e-15);
        Assert.Null(Returns.TimeWeighted([new(Start, -5, 5)], Start.AddDays(1), -1));
        Assert.Null(Returns.TimeWeighted([new(Start, -5, 5), new(Start.AddDays(1), -10, 3)], Start.AddDays(2), 3));
    }

    [Fact]
    public void ModifiedDietz_FlowInTheMiddle_HasItsPartOfThePeriod()
    {
        CapitalFlow[] flows = [new(Start, -1000, 1000), new(Start.AddDays(25), -400, 1400)];
        Close.Relative(60 / (1000 + (0.75 * 400)), Returns.ModifiedDietz(flows, Start.AddDays(100), 1460)!.Value.Fraction, 1e-12);
        Assert.Null(Returns.ModifiedDietz([new(Start, -10, 10), new(Start.AddDays(1), 100, 10)], Start.AddDays(100), 10));
    }

    [Fact]
    public void OnAverageValue_Fees_IsTheFeeApr()
    {
        // 1000 for 73 days, then 2000 that grow to 3000 in as many: on average 1750 over 146 days.
        CapitalFlow[] flows = [new(Start, -1000, 1000), new(Start.AddDays(73), -1000, 2000)];
        PeriodReturn found = Returns.OnAverageValue(70, flows, Start.AddDays(146), 3000)!.Value;
        Close.Relative(0.04, found.Fraction, 1e-12);
        Close.Relative(0.1, found.AprFraction!.Value, 1e-12);
        // Nothing is there between closing and opening again, nor in what is received in between.
        CapitalFlow[] reopened = [new(Start, -1000, 1000), new(Start.AddDays(10), 1000, 0), new(Start.AddDays(20), 500, 0), new(Start.AddDays(30), -1000, 1000)];
        Close.Relative(0.1, Returns.OnAverageValue(50, reopened, Start.AddDays(40), 1000)!.Value.Fraction, 1e-12);
        Assert.Null(Returns.OnAverageValue(50, flows[..1], Start.AddDays(146), -3000));
    }

    [Fact]
    public void All_BadFlows_Throw()
    {
        CapitalFlow[] flows = [new(Start, -1, 1), new(Start.AddDays(1), -1, 2)];
        DateTimeOffset end = Start.AddDays(2);
        Func<IReadOnlyList<CapitalFlow>, DateTimeOffset, double, object?>[] ordered =
        [
            static (flows, end, value) => Returns.TimeWeighted(flows, end, value),
            static (flows, end, value) => Returns.OnAverageValue(1, flows, end, value),
        ];
        Func<IReadOnlyList<CapitalFlow>, DateTimeOffset, double, object?>[] anyOrder = [Returns.MoneyWeighted, static (flows, end, value) => Returns.ModifiedDietz(flows, end, value)];
        foreach (Func<IReadOnlyList<CapitalFlow>, DateTimeOffset, double, object?> measure in ordered.Concat(anyOrder))
        {
            Assert.Throws<ArgumentNullException>(() => measure(null!, end, 1));
            Assert.Throws<ArgumentException>("flows", () => measure([], end, 1));
            Assert.Throws<ArgumentException>("flows", () => measure(flows, Start, 1));
            Assert.Throws<ArgumentException>("flows", () => measure(flows[..1], Start, 1));
            Assert.Throws<ArgumentException>("flows", () => measure([flows[0] with { Received = double.NaN }], end, 1));
            Assert.Throws<ArgumentException>("flows", () => measure([flows[0] with { ValueAfter = double.NegativeInfinity }], end, 1));
            Assert.Throws<ArgumentOutOfRangeException>("endValue", () => measure(flows, end, double.NaN));
        }
        Assert.All(ordered, measure => Assert.Throws<ArgumentException>("flows", () => measure([flows[1], flows[0]], end, 1)));
        Assert.All(ordered, measure => Assert.Throws<ArgumentException>("flows", () => measure([flows[0], flows[0]], end, 1)));
        Assert.All(anyOrder, measure => Assert.Equivalent(measure(flows, end, 3), measure([flows[1], flows[0]], end, 3), strict: true));
        Assert.Throws<ArgumentOutOfRangeException>("income", () => Returns.OnAverageValue(double.NaN, flows, end, 1));
    }

    private static IReadOnlyList<PeriodReturn> Yearly(params double[] amounts) =>
        Returns.MoneyWeighted([.. amounts[..^1].Select(static (amount, year) => new CapitalFlow(Start.AddDays(365 * year), amount, 0))], Start.AddDays(365 * (amounts.Length - 1)), amounts[^1]);

    private static double PresentValue((double Years, double Amount)[] terms, double rate) => terms.Sum(term => term.Amount * Math.Exp(-rate * term.Years));
}
