using System.Globalization;

namespace Tidemark.Benchmarks.Tapes;

/// <summary>What one process says about one replay.</summary>
internal readonly record struct TapeResult(
    long Events, long Exact, long Mismatched, double WallSeconds, double ProcessorSeconds, long PeakBytes, long AllocatedBytes)
{
    public string Print() => string.Create(
        CultureInfo.InvariantCulture, $"{Events} {Exact} {Mismatched} {WallSeconds:R} {ProcessorSeconds:R} {PeakBytes} {AllocatedBytes}");

    public static TapeResult Parse(string text)
    {
        string[] parts = text.Trim().Split(' ');
        return new TapeResult(
            Integer(parts[0]), Integer(parts[1]), Integer(parts[2]), Number(parts[3]), Number(parts[4]), Integer(parts[5]), Integer(parts[6]));
    }

    private static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
