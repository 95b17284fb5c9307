namespace Tidemark.Data.States;

/// <summary>A file that appears complete or not at all: it is written beside its place and moved there at the end.</summary>
public sealed class AtomicFile : IDisposable
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

    /// <summary>Begins a file, under a name of its own beside its place.</summary>
    /// <param name="path">The place.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static AtomicFile Create(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: this is a directory; name a file in it");
        }
        string temporaryPath = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            return new AtomicFile(path, temporaryPath, new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.Write));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new IOException($"{path}: there is no folder {Path.GetDirectoryName(path)}; make it, or name a file in another one", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the folder takes no new file ({exception.Message.ReplaceLineEndings(" ").Replace(temporaryPath, path, StringComparison.Ordinal).TrimEnd('.')}); name a file in another one", exception);
        }
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
