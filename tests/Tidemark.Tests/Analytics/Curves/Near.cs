namespace Tidemark.Tests.Analytics.Curves;

/// <summary>Compares with a relative tolerance and shows what is off by how much.</summary>
internal static class Near
{
    public static void Equal(double expected, double actual, double relativeTolerance)
    {
        double error = Math.Abs(actual - expected) / Math.Abs(expected);
        Assert.True(
            actual == expected || error <= relativeTolerance,
            $"Expected {expected:R}, found {actual:R}, off by a fraction of {error:E2}, allowed {relativeTolerance:E2}.");
    }
}
