namespace Tidemark.Cli.Output;

/// <summary>A file that an option names to be written.</summary>
internal static class TargetFile
{
    /// <summary>Why it cannot be written, as far as that can be told before the work; null where nothing speaks against it.</summary>
    public static string? Problem(string option, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        return Directory.Exists(path) ? $"{option} {path} is a folder; name a file in it."
            : Directory.Exists(folder) ? null
            : $"{option} {path} cannot be written: there is no folder {folder}; make it, or name a file in another one.";
    }
}
