using System.Globalization;

namespace Tidemark.Tests.Analytics;

/// <summary>Compares doubles with a stated tolerance.</summary>
internal static class Close
{
    /// <summary>The difference is at most this fraction of what is expected.</summary>
    public static void Relative(double expected, double actual, double tolerance, string? of = null) =>
        Require(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), expected, actual, $"relative {tolerance:R}", of);

    /// <summary>The difference is at most this.</summary>
    public static void Absolute(double expected, double actual, double tolerance, string? of = null) =>
        Require(Math.Abs(actual - expected) <= tolerance, expected, actual, $"absolute {tolerance:R}", of);

    private static void Require(bool isClose, double expected, double actual, string tolerance, string? of) =>
        Assert.True(isClose, string.Create(CultureInfo.InvariantCulture, $"{of}: expected {expected:R}, found {actual:R}, tolerance {tolerance}"));
}
