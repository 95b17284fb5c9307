namespace Tidemark.Data.States;

/// <summary>A file that appears complete or not at all: it is written beside its place and moved there at the end.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private bool _isCommitted;

    private AtomicFile(string path, string temporaryPath, FileStream content)
    {
        _path = path;
        _temporaryPath = temporaryPath;
        Content = content;
    }

    /// <summary>Where to write.</summary>
    public FileStream Content { get; }

    /// <summary>Begins a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static AtomicFile Create(string path)
    {
        string temporaryPath = $"{path}.{Guid.NewGuid():N}.tmp";
        return new AtomicFile(path, temporaryPath, new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.Write));
    }

    /// <summary>Puts the file in its place, over one that stands there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Commit()
    {
        Content.Flush(flushToDisk: true);
        Content.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _isCommitted = true;
    }

    /// <summary>Removes what was written, unless it was put in its place.</summary>
    public void Dispose()
    {
        Content.Dispose();
        if (!_isCommitted)
        {
            File.Delete(_temporaryPath);
        }
    }
}
