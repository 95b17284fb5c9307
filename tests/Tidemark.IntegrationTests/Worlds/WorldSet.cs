using System.Collections.Concurrent;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Worlds that tests share: generated before the first test, as many at a time as there are processors.</summary>
public abstract class WorldSet(string[] arguments) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, RecordedWorld> _worlds = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tidemark-worlds-");

    internal IEnumerable<RecordedWorld> All => arguments.Select(one => _worlds[one]);

    internal RecordedWorld Get(string one) => _worlds[one];

    public async ValueTask InitializeAsync() =>
        await Parallel.ForEachAsync(
            arguments,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (one, cancellationToken) =>
                _worlds[one] = await RecordedWorld.GenerateAsync(one, Path.Combine(_folder.FullName, one.Replace(' ', '_')), cancellationToken));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
