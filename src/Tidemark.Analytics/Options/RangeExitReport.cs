namespace Tidemark.Analytics.Options;

/// <summary>When and where the price leaves a range for the first time.</summary>
/// <param name="ExpectedYears">The mean time until then, in years of 365 days.</param>
/// <param name="UpwardProbability">The probability that it leaves through the upper bound.</param>
/// <remarks>The default leaves at once, downwards.</remarks>
public readonly record struct RangeExitReport(double ExpectedYears, double UpwardProbability)
{
    /// <summary>The mean time in days.</summary>
    public double ExpectedDays => ExpectedYears * Year.Days;
}
