using Tidemark.IntegrationTests.Worlds;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>The tape of a V2 pair, as <c>tape.csv</c> and <c>logs.json</c>, made once for all tests of a class.</summary>
public sealed class PairFolder : IAsyncLifetime
{
    internal TapeFolder Folder { get; } = new();

    public async ValueTask InitializeAsync() => await WorldGenerator.GenerateAsync("v2 --seed 11 --steps 300", Folder.Folder, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
