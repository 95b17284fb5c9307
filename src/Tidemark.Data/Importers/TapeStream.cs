namespace Tidemark.Data.Importers;

/// <summary>The bytes of a tape, inflated where the file is a gzip archive. Failures of the file system and of the archive become
/// <see cref="TapeFormatException"/>s.</summary>
internal sealed class TapeStream : IDisposable
{
    private readonly FileStream _file;
    private readonly GzipContent? _inflated;

    private TapeStream(string path, FileStream file, GzipContent? inflated)
    {
        Path = path;
        _file = file;
        _inflated = inflated;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>How much of the file has been read, from 0 to 1; 0 once it is closed.</summary>
    public double FractionRead => _file.CanSeek ? (double)_file.Position / Math.Max(1, _file.Length) : 0;

    /// <summary>Whether the file is a gzip archive.</summary>
    public bool IsCompressed => _inflated is not null;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="expected">What the file should be, for the message where it is a directory.</param>
    /// <exception cref="TapeFormatException">The file is missing, a directory, unreadable or not a regular file.</exception>
    public static TapeStream Open(string path, string expected = "a file with pool events")
    {
        if (Directory.Exists(path))
        {
            throw new TapeFormatException(path, null, $"this is a directory; {expected} is expected; name the file");
        }
        if (!File.Exists(path))
        {
            throw new TapeFormatException(path, null, "there is no such file; check the path");
        }
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (!file.CanSeek)
            {
                throw new TapeFormatException(path, null, "this is a pipe or a device; a regular file is expected, for a tape is read more than once; write it to a file first");
            }
            Span<byte> magic = stackalloc byte[2];
            bool compressed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
            file.Position = 0;
            TapeStream stream = new(path, file, compressed ? new GzipContent(file) : null);
            file = null;
            return stream;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TapeFormatException(path, null, $"the file cannot be read: {OneLine(exception.Message)}", exception);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Reads bytes; 0 at the end.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="line">The line that the bytes belong to, for the message of a failure.</param>
    /// <exception cref="TapeFormatException">The file cannot be read or the archive is damaged.</exception>
    public int Read(Span<byte> destination, long? line)
    {
        try
        {
            return _inflated is null ? _file.Read(destination) : _inflated.Read(destination);
        }
        catch (InvalidDataException exception)
        {
            throw new TapeFormatException(Path, line, "the gzip archive is damaged or cut off here; get the file again, or check it with gzip -t", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TapeFormatException(Path, line, $"the file cannot be read: {OneLine(exception.Message)}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inflated?.Dispose();
        _file.Dispose();
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
