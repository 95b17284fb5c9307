namespace Tidemark.Tests.Architecture;

/// <summary>The repository's own files, without what a build or a tool leaves there.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> Generated =
        [".git", "artifacts", "node_modules", "bin", "obj", ".vs", ".idea", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The C# files under a folder of the repository.</summary>
    public static string[] Under(params string[] folders) =>
        [.. All(new DirectoryInfo(Path.Combine([SharedData.RepositoryRoot, .. folders]))).Where(path => path.EndsWith(".cs", StringComparison.Ordinal))];

    public static string[] All() => [.. All(new DirectoryInfo(SharedData.RepositoryRoot))];

    public static string Relative(string path) => Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/');

    private static IEnumerable<string> All(DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            // In a worktree .git is a file, and it names a path of the machine.
            if (file.Name != ".git")
            {
                yield return file.FullName;
            }
        }
        foreach (DirectoryInfo child in folder.EnumerateDirectories().Where(child => !Generated.Contains(child.Name)).OrderBy(child => child.Name, StringComparer.Ordinal))
        {
            foreach (string path in All(child))
            {
                yield return path;
            }
        }
    }
}
