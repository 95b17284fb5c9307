namespace Tidemark.Analytics.Statistics;

/// <summary>A recorded price that nobody can have traded at.</summary>
/// <param name="Index">Its place in the series, from 0.</param>
/// <param name="Value">The price as recorded.</param>
/// <param name="Expected">The median of the prices around it.</param>
public readonly record struct BadPrint(int Index, double Value, double Expected);
