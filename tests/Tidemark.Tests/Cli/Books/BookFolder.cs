using Tidemark.Cli.Books;

namespace Tidemark.Tests.Cli.Books;

/// <summary>Books in a folder of their own, which goes away with the test.</summary>
internal sealed class BookFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tidemark-books-");

    public static string Samples { get; } = Path.Combine(SharedData.RepositoryRoot, "samples");

    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public BookCase Read(string text) => BookFile.Read(Write("book.yaml", text));

    public void Dispose() => _folder.Delete(recursive: true);
}
