using System.Text;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

/// <summary>Reads whole tapes, and writes small ones to a folder that goes away.</summary>
internal sealed class TestTapes : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-tapes-").FullName;

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static List<PoolEvent> ReadAll(string path, TapeFormat format = TapeFormat.Unknown) => ReadAll(PoolTape.Open(path, format));

    public static List<PoolEvent> ReadAll(PoolTape tape, int batch = 100)
    {
        using PoolTapeReader reader = tape.OpenReader();
        List<PoolEvent> events = [];
        PoolEvent[] buffer = new PoolEvent[batch];
        for (int count; (count = reader.Read(buffer)) > 0;)
        {
            events.AddRange(buffer.AsSpan(0, count));
        }
        return events;
    }

    /// <summary>The one message that reading the file gives, without the file's folder.</summary>
    public string Failure(string path, TapeFormat format = TapeFormat.Unknown)
    {
        TapeFormatException exception = Assert.Throws<TapeFormatException>(() => ReadAll(path, format));
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        return exception.Message.Replace(_folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
    }
}
