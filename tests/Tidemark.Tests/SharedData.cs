namespace Tidemark.Tests;

/// <summary>Finds the recorded data that stands beside the repository.</summary>
internal static class SharedData
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The path of a file or folder under <c>../shared/data</c>; throws, naming the path, where it is missing.</summary>
    public static string Path(params string[] parts) => Under("data", parts);

    /// <summary>The path of a file under <c>../shared/docs</c>; throws, naming the path, where it is missing.</summary>
    public static string Docs(params string[] parts) => Under("docs", parts);

    private static string Under(string folder, string[] parts)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine([RepositoryRoot, "..", "shared", folder, .. parts]));
        return File.Exists(path) || Directory.Exists(path)
            ? path
            : throw new FileNotFoundException($"RECORDED DATA IS MISSING: this test reads {path}, which stands beside the repository, not in it. Put shared/ there and run again.");
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Tidemark.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Tidemark.slnx.");
    }
}
