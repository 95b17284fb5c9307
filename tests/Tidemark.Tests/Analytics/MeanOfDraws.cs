using System.Globalization;

namespace Tidemark.Tests.Analytics;

/// <summary>The mean of independent draws of a simulation, with its standard error.</summary>
internal sealed class MeanOfDraws
{
    private int _count;
    private double _mean;
    private double _squares;

    public double Mean => _mean;

    public double StandardError => Math.Sqrt(_squares / (_count - 1.0) / _count);

    public void Add(double draw)
    {
        _count++;
        double gap = draw - _mean;
        _mean += gap / _count;
        _squares += gap * (draw - _mean);
    }

    /// <summary>The expected value lies within four standard errors, and the error is small enough to say something.</summary>
    public void AssertAgrees(double expected, string of, double largestRelativeError = 0.02)
    {
        string found = string.Create(CultureInfo.InvariantCulture, $"{of}: expected {expected:R}, simulated {_mean:R} +- {StandardError:R}");
        Assert.True(Math.Abs(_mean - expected) <= (4 * StandardError) + (1e-12 * Math.Abs(expected)), found);
        Assert.True(StandardError <= largestRelativeError * Math.Abs(expected), found);
    }
}
