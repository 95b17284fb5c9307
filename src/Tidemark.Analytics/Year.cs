namespace Tidemark.Analytics;

/// <summary>The year that annual rates and volatilities are counted in.</summary>
internal static class Year
{
    public const double Days = 365;
    public const double Seconds = Days * 86_400;
}
