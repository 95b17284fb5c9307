using Tidemark.Analytics.Ledger;
using static Tidemark.Tests.Analytics.Ledger.Histories;

namespace Tidemark.Tests.Analytics.Ledger;

public sealed class InRangeTimeTests
{
    [Fact]
    public void FractionAt_InAndOut_IsTheTimeIn()
    {
        InRangeTime time = new();
        time.Observe(Start, true);
        time.Observe(Start.AddHours(6), false);
        time.Observe(Start.AddHours(7), false);
        time.Observe(Start.AddHours(8), true);
        Assert.Equal(0.75, time.FractionAt(Start.AddHours(8)));
        Assert.Equal(0.8, time.FractionAt(Start.AddHours(10)));
        Assert.Equal(0.8, time.FractionAt(Start.AddHours(10)));
        Assert.Equal(Start, time.Start);
    }

    [Fact]
    public void FractionAt_NoPosition_CountsForNothing()
    {
        InRangeTime time = new();
        Assert.Null(time.FractionAt(Start));
        Assert.Null(time.Start);
        time.Observe(Start, true);
        Assert.Null(time.FractionAt(Start));
        time.Observe(Start.AddHours(1), null);
        time.Observe(Start.AddHours(9), false);
        Assert.Equal(0.25, time.FractionAt(Start.AddHours(12)));
    }

    [Fact]
    public void Members_BackInTime_Throw()
    {
        InRangeTime time = new();
        time.Observe(Start, true);
        Assert.Throws<ArgumentOutOfRangeException>(() => time.Observe(Start.AddHours(-1), false));
        Assert.Throws<ArgumentOutOfRangeException>(() => time.FractionAt(Start.AddHours(-1)));
        Assert.Equal(1, time.FractionAt(Start.AddHours(1)));
    }
}
