namespace Tidemark.IntegrationTests.Docs;

/// <summary>The repository's documents, and what stands in fences in them.</summary>
internal static class MarkdownFiles
{
    private static readonly string[] Made = ["artifacts", "node_modules", "bin", "obj", ".git"];

    /// <summary>Every Markdown file of the repository.</summary>
    public static IEnumerable<string> All() => Files(Repository.Root).Where(static file => file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Every file of the repository that building and testing did not make.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder).Where(static child => !Made.Contains(Path.GetFileName(child))).SelectMany(Files));

    /// <summary>The fenced blocks of one language.</summary>
    public static IEnumerable<string> Blocks(string file, string language)
    {
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        string fence = $"\n```{language}\n";
        for (int start = text.IndexOf(fence, StringComparison.Ordinal); start >= 0;)
        {
            int content = start + fence.Length;
            int end = text.IndexOf("\n```", content, StringComparison.Ordinal);
            Assert.True(end > 0, $"{file}: a block of {language} does not end.");
            yield return text[content..end];
            start = text.IndexOf(fence, end, StringComparison.Ordinal);
        }
    }
}
