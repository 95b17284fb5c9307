using System.Text.Json;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>A recorded world: its header and its steps.</summary>
/// <param name="Arguments">What the generator was run with, for messages.</param>
/// <param name="Header">Parameters and addresses.</param>
/// <param name="Steps">Every operation with its outcome and the state after it.</param>
internal sealed record RecordedWorld(string Arguments, JsonElement Header, IReadOnlyList<JsonElement> Steps)
{
    /// <summary>Generates a world and reads it.</summary>
    public static async Task<RecordedWorld> GenerateAsync(string arguments, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-world-");
        try
        {
            await WorldGenerator.GenerateAsync(arguments, folder.FullName, cancellationToken);
            string[] lines = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "world.jsonl"), cancellationToken);
            return new RecordedWorld(arguments, Parse(lines[0]), [.. lines.Skip(1).Select(Parse)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
