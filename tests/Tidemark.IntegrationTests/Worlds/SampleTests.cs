namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The sample in the repository is what the generator makes.</summary>
public sealed class SampleTests
{
    private const int LargestBytes = 400_000;

    [Fact]
    public async Task Sample_GeneratedAgain_IsTheSameToTheByte()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-sample-");
        try
        {
            await WorldGenerator.GenerateAsync("sample --seed 7", folder.FullName, cancellationToken);
            byte[] generated = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "world-v3.csv"), cancellationToken);
            byte[] committed = await File.ReadAllBytesAsync(Repository.Path("samples", "world-v3.csv"), cancellationToken);
            Assert.True(generated.AsSpan().SequenceEqual(committed), "samples/world-v3.csv is not what 'node generate.mjs sample --seed 7' writes.");
            Assert.InRange(committed.Length, 1, LargestBytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
