using System.Numerics;
using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Interest;

namespace Tidemark.Tests.Analytics.Legs.Interest;

[Collection(Allocation.Alone)]
public sealed class RatePathTests
{
    private const double Day = 1 / Year.Days;

    [Theory]
    [InlineData("aave.compound.5pct.30d", 0.05)]
    [InlineData("aave.compound.5pct.365d", 0.05)]
    [InlineData("aave.compound.50pct.365d", 0.5)]
    public void Growth_Vectors_Agree(string name, double rate)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double years = vector.Inputs.GetProperty("seconds").GetDouble() / Year.Seconds;
        Close.Relative(vector.Expected.GetProperty("exp").GetDouble(), RatePath.Fixed(rate).Growth(0, years), 1e-14);
        Close.Relative(vector.Expected.GetProperty("linear").GetDouble(), RatePath.Fixed(rate, Accrual.Simple).Growth(0, years), 1e-14);
    }

    /// <summary>(1 + r / n)^seconds with sixty digits.</summary>
    [Theory]
    [InlineData(5, 31_536_000)]
    [InlineData(5, 2_592_000)]
    [InlineData(250, 7_777_777)]
    [InlineData(1, 1)]
    public void Growth_PerSecond_IsThePowerByTheSecond(int percent, int seconds)
    {
        BigInteger one = BigInteger.Pow(10, 60);
        BigInteger factor = one + (one * percent / (100 * 31_536_000L));
        BigInteger power = one;
        for (int left = seconds; left > 0; left >>= 1)
        {
            power = (left & 1) == 1 ? power * factor / one : power;
            factor = factor * factor / one;
        }
        double expected = (double)(power / BigInteger.Pow(10, 40)) / 1e20;
        Close.Relative(expected, RatePath.Fixed(percent / 100.0, Accrual.PerSecond).Growth(0, seconds / Year.Seconds), 1e-13);
    }

    /// <summary>Simple interest between hourly accruals, hour by hour with the changes of rate that fall into it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Growth_Historic_EqualsTheStepByStepSimulation(int seed)
    {
        Random random = new(seed);
        const int Minutes = 4000;
        int interval = random.Next(30, 300);
        // Rates change on minutes, accruals fall on multiples of the interval; all times are whole minutes.
        List<RatePoint> points = [new RatePoint(0, random.NextDouble())];
        double[] rates = new double[Minutes];
        for (int minute = 0; minute < Minutes; minute++)
        {
            if (minute > 0 && random.Next(100) == 0)
            {
                points.Add(new RatePoint(minute * Day / 1440, (random.NextDouble() * 4) - 1));
            }
            rates[minute] = points[^1].RateAnnual;
        }
        double index = 1;
        double pending = 0;
        double[] simulated = new double[Minutes + 1];
        for (int minute = 0; minute < Minutes; minute++)
        {
            simulated[minute] = index * (1 + pending);
            pending += rates[minute] * Day / 1440;
            if ((minute + 1) % interval == 0)
            {
                index *= 1 + pending;
                pending = 0;
            }
        }
        simulated[Minutes] = index * (1 + pending);
        RatePath path = RatePath.Historic([.. points], Accrual.Every(interval * Day / 1440));
        RatePath continuous = RatePath.Historic([.. points]);
        RatePath simple = RatePath.Historic([.. points], Accrual.Simple);
        for (int check = 0; check < 200; check++)
        {
            int to = random.Next(Minutes + 1);
            int from = random.Next(to + 1);
            double fromYears = from * Day / 1440;
            double toYears = to * Day / 1440;
            double Sum(int begin, int end) => rates[begin..end].Sum() * Day / 1440;
            Close.Relative(simulated[to] / simulated[from], path.Growth(fromYears, toYears), 1e-12, $"{from} to {to} by {interval}");
            Close.Absolute(Sum(from, to), path.Integral(fromYears, toYears), 1e-14);
            Close.Relative(Math.Exp(Sum(from, to)), continuous.Growth(fromYears, toYears), 1e-13);
            Close.Relative((1 + Sum(0, to)) / (1 + Sum(0, from)), simple.Growth(fromYears, toYears), 1e-13);
        }
    }

    [Fact]
    public void Growth_StretchesThatMeet_Multiply()
    {
        foreach (Accrual accrual in new[] { Accrual.Simple, Accrual.PerSecond, Accrual.Continuous, Accrual.Every(Day) })
        {
            RatePath path = RatePath.Historic([new(0.1, 0.4), new(0.35, 0.02), new(0.9, -0.2)], accrual);
            Close.Relative(path.Growth(0.1, 2), path.Growth(0.1, 0.4567) * path.Growth(0.4567, 2), 1e-14);
            Assert.Equal(1, path.Growth(0.7, 0.7));
        }
    }

    [Fact]
    public void Growth_MoreOftenAccrued_IsMore()
    {
        double[] growths = [.. new[] { Accrual.Simple, Accrual.Every(0.5), Accrual.Every(Day), Accrual.PerSecond, Accrual.Continuous }.Select(accrual => RatePath.Fixed(0.3, accrual).Growth(0, 3))];
        Assert.All(growths.Zip(growths.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Close.Relative(1.9, growths[0], 1e-15);
    }

    [Fact]
    public void RateAnnual_Historic_HoldsTheLastOne()
    {
        RatePath path = RatePath.Historic([new(1, 0.1), new(2, 0.2)]);
        Assert.Equal(0.1, path.RateAnnual(1));
        Assert.Equal(0.1, path.RateAnnual(Math.BitDecrement(2)));
        Assert.Equal(0.2, path.RateAnnual(2));
        Assert.Equal(0.2, path.RateAnnual(1000));
        Close.Relative(0.1 + (0.2 * 3), path.Integral(1, 5), 1e-15);
    }

    [Fact]
    public void Evaluation_AllocatesNothing()
    {
        RatePath path = RatePath.Historic([.. Enumerable.Range(0, 1000).Select(i => new RatePoint(i * Day, i % 7 * 0.01))], Accrual.PerSecond);
        double sum = 0;
        Assert.Equal(0, Allocation.Of(() => sum += path.Growth(0.1, 1.7) + path.Integral(0.1, 1.7) + path.RateAnnual(1.3)));
        Assert.True(sum > 0);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        RatePath path = RatePath.Historic([new(1, 0.1), new(2, 0.2)]);
        Assert.Equal("fromYears", Assert.Throws<ArgumentOutOfRangeException>(() => path.Growth(0.5, 2)).ParamName);
        Assert.Equal("toYears", Assert.Throws<ArgumentOutOfRangeException>(() => path.Growth(2, 1.5)).ParamName);
        Assert.Equal("toYears", Assert.Throws<ArgumentOutOfRangeException>(() => path.Integral(2, double.PositiveInfinity)).ParamName);
        Assert.Equal("years", Assert.Throws<ArgumentOutOfRangeException>(() => path.RateAnnual(double.NaN)).ParamName);
        Assert.Equal("rateAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => RatePath.Fixed(double.NaN)).ParamName);
        Assert.Equal("points", Assert.Throws<ArgumentException>(() => RatePath.Historic([])).ParamName);
        Assert.Equal("points", Assert.Throws<ArgumentException>(() => RatePath.Historic([new(1, 0), new(1, 0)])).ParamName);
        Assert.Equal("points[1].RateAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => RatePath.Historic([new(1, 0), new(2, double.NaN)])).ParamName);
        Assert.Equal("intervalYears", Assert.Throws<ArgumentOutOfRangeException>(() => Accrual.Every(0)).ParamName);
        Assert.Equal("toYears", Assert.Throws<ArgumentException>(() => RatePath.Fixed(-2, Accrual.Simple).Growth(0, 1)).ParamName);
        Assert.Equal("points", Assert.Throws<ArgumentException>(() => RatePath.Historic([new(0, -2), new(1, 0)], Accrual.Simple)).ParamName);
        Assert.Equal("toYears", Assert.Throws<ArgumentOutOfRangeException>(() => RatePath.Fixed(1000).Growth(0, 1000)).ParamName);
    }
}
