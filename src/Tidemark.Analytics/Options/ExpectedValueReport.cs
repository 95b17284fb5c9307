namespace Tidemark.Analytics.Options;

/// <summary>What a position and its benchmark are worth at a horizon in the mean.</summary>
/// <remarks>Values are in token 1, fees are not part of them. The default expects nothing.</remarks>
public readonly record struct ExpectedValueReport
{
    /// <summary>The mean of the position's value, <c>E[V]</c>.</summary>
    public double PoolValue { get; internal init; }

    /// <summary>The mean of the value of holding what was deposited, <c>E[H]</c>.</summary>
    public double HoldValue { get; internal init; }

    /// <summary>The mean of the impermanent loss in money, <c>E[V - H]</c>; not positive.</summary>
    public double LossValue { get; internal init; }

    /// <summary>The ratio of the means less one, <c>E[V] / E[H] - 1</c>; zero where nothing is held.</summary>
    public double LossFraction { get; internal init; }

    /// <summary>The mean of the ratio less one, <c>E[V / H] - 1</c>: what an LP who counts in fractions expects. The two differ where the price drifts.</summary>
    public double MeanLossFraction { get; internal init; }
}
