namespace Tidemark.Analytics.Loss;

/// <summary>The prices on both sides of the entry at which a loss is reached; between them it is smaller.</summary>
/// <param name="Below">The nearest such price below the entry; null where the loss is never reached on that side.</param>
/// <param name="Above">The nearest such price above the entry; null where the loss is never reached on that side.</param>
/// <remarks>The default is a loss that is never reached.</remarks>
public readonly record struct LossPrices(double? Below, double? Above);
