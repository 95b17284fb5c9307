namespace Tidemark.Analytics;

/// <summary>The year that annual rates and volatilities are counted in.</summary>
public static class Year
{
    /// <summary>Days in it, without leap days.</summary>
    public const double Days = 365;
    /// <summary>Seconds in it.</summary>
    public const double Seconds = Days * 86_400;
}
