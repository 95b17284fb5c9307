using System.Text.Json;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>A recorded world: its header and its steps.</summary>
/// <param name="Arguments">What the generator was run with, for messages.</param>
/// <param name="Folder">Where its files stand: <c>tape.csv</c> and <c>logs.json</c> beside the record itself.</param>
/// <param name="Header">Parameters and addresses.</param>
/// <param name="Steps">Every operation with its outcome and the state after it.</param>
internal sealed record RecordedWorld(string Arguments, string Folder, JsonElement Header, IReadOnlyList<JsonElement> Steps)
{
    /// <summary>The state after the last step.</summary>
    public JsonElement FinalState => Steps[^1].GetProperty("state");

    /// <summary>Generates a world in a new folder and reads it.</summary>
    public static async Task<RecordedWorld> GenerateAsync(string arguments, string folder, CancellationToken cancellationToken)
    {
        await WorldGenerator.GenerateAsync(arguments, folder, cancellationToken);
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(folder, "world.jsonl"), cancellationToken);
        return new RecordedWorld(arguments, folder, Parse(lines[0]), [.. lines.Skip(1).Select(Parse)]);
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
