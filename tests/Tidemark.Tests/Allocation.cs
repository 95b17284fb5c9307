namespace Tidemark.Tests;

/// <summary>Counts what code allocates. A collection in between, whoever caused it, counts the unused end of the thread's allocation buffer
/// too, so the least of several counts is the code's own; tests that count run alone.</summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class Allocation
{
    public const string Alone = "Allocation";

    private const int Attempts = 5;

    /// <summary>The bytes that the code allocates on this thread once it has run before.</summary>
    internal static long Of(Action code)
    {
        code();
        long least = long.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
