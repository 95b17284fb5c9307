using System.IO.Compression;
using System.Text;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>Files for one test, in a folder that goes away with it.</summary>
internal sealed class TapeFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tidemark-cli-");

    /// <summary>The sample in the repository: the whole life of a V3 pool.</summary>
    public static string Sample { get; } = Repository.Path("samples", "world-v3.csv");

    public string Folder => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream archive = new();
        using (GZipStream gzip = new(archive, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }
        return archive.ToArray();
    }

    /// <summary>The sample cut in two tapes after some events.</summary>
    public (string Beginning, string Remainder) CutSample(int events)
    {
        string[] lines = File.ReadAllLines(Sample);
        return (Write("beginning.csv", string.Join('\n', lines[..(events + 1)]) + "\n"), Write("rest.csv", string.Join('\n', [lines[0], .. lines[(events + 1)..]]) + "\n"));
    }

    /// <summary>The sample with one field of one line changed.</summary>
    /// <param name="line">The line, from 1; the first is the header.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="value">The new value.</param>
    public string ChangeSample(int line, string column, string value)
    {
        string[] lines = File.ReadAllLines(Sample);
        string[] fields = lines[line - 1].Split(',');
        fields[Array.IndexOf(lines[0].Split(','), column)] = value;
        lines[line - 1] = string.Join(',', fields);
        return Write("changed.csv", string.Join('\n', lines) + "\n");
    }

    /// <summary>A field of a line of the sample.</summary>
    public static string SampleField(int line, string column)
    {
        string[] lines = File.ReadAllLines(Sample);
        return lines[line - 1].Split(',')[Array.IndexOf(lines[0].Split(','), column)];
    }

    /// <summary>The first line of the sample with a swap, after some others.</summary>
    public static int SwapLine(int after)
    {
        string[] lines = File.ReadAllLines(Sample);
        return Array.FindIndex(lines, after, static line => line.Split(',').Contains("swap")) + 1;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
