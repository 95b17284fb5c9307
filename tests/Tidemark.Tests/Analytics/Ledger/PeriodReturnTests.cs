using Tidemark.Analytics.Ledger;
using static Tidemark.Tests.Analytics.Ledger.Histories;

namespace Tidemark.Tests.Analytics.Ledger;

public sealed class PeriodReturnTests
{
    [Fact]
    public void Rates_HalfAYear_AreSimpleAndCompounded()
    {
        PeriodReturn half = new(Start, Start.AddDays(182.5), 0.1);
        Close.Relative(0.2, half.AprFraction!.Value, 1e-15);
        Close.Relative(0.21, half.ApyFraction!.Value, 1e-14);
        Close.Relative(-0.75, new PeriodReturn(Start, Start.AddDays(182.5), -0.5).ApyFraction!.Value, 1e-14);
        // A return so small that one plus it has lost its digits.
        Close.Relative(1e-14, new PeriodReturn(Start, Start.AddDays(36.5), 1e-15).ApyFraction!.Value, 1e-12);
    }

    [Fact]
    public void Rates_BeyondMeaning_AreNull()
    {
        Assert.Equal(-1, new PeriodReturn(Start, Start.AddDays(10), -1).ApyFraction);
        Assert.Null(new PeriodReturn(Start, Start.AddDays(10), -1.5).ApyFraction);
        Assert.Null(new PeriodReturn(Start, Start.AddSeconds(1), 1).ApyFraction);
        Assert.Null(new PeriodReturn(Start, Start.AddSeconds(1), 1e305).AprFraction);
        Assert.Equal((null, null), (default(PeriodReturn).AprFraction, default(PeriodReturn).ApyFraction));
    }

    [Fact]
    public void Constructor_BadInput_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>("end", () => new PeriodReturn(Start, Start, 0));
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => new PeriodReturn(Start, Start.AddDays(1), double.NaN));
    }
}
