namespace Tidemark.Benchmarks.Curves;

/// <summary>What one expression over many prices took; the sum of its results says that it is the same one.</summary>
internal sealed record SpanResult(string Expression, int Prices, double NanosecondsPerPrice, double Sum, long BytesAllocated);
