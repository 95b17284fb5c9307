using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers;

/// <summary>A file with the events of one pool, in any dialect that <see cref="TapeFormat"/> lists, gzipped or not. It can be read any
/// number of times.</summary>
public sealed class PoolTape
{
    private PoolTape(string path, TapeFormat format, TapeHeader header)
    {
        Path = path;
        Format = format;
        Header = header;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The dialect; never <see cref="TapeFormat.Unknown"/>.</summary>
    public TapeFormat Format { get; }

    /// <summary>What the file says about its pool.</summary>
    public TapeHeader Header { get; }

    /// <summary>Opens a file, finds out its dialect where it is not given, and reads its first event.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The dialect; <see cref="TapeFormat.Unknown"/> to find it out from the content, whatever the file's name.</param>
    /// <exception cref="TapeFormatException">The file is missing, of no known dialect, without events, or its first event is damaged.</exception>
    public static PoolTape Open(string path, TapeFormat format = TapeFormat.Unknown)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (format == TapeFormat.Unknown)
        {
            format = TapeFormatDetector.Detect(path);
        }
        using PoolTapeReader reader = OpenReader(path, format);
        return new PoolTape(path, format, reader.Header);
    }

    /// <summary>Opens the file and reads its first event.</summary>
    /// <returns>A reader at the first event, to be disposed by the caller.</returns>
    /// <exception cref="TapeFormatException">The file can no longer be read, or is damaged.</exception>
    public PoolTapeReader OpenReader() => OpenReader(Path, Format);

    private static PoolTapeReader OpenReader(string path, TapeFormat format)
    {
        TapeStream opened = TapeStream.Open(path);
        TapeStream? stream = opened;
        ITapeSource? source = null;
        try
        {
            source = format switch
            {
                TapeFormat.Csv => new EventsCsvSource(stream),
                TapeFormat.DemeterTick or TapeFormat.DemeterPoolTick => new DemeterTickSource(stream, format),
                TapeFormat.DemeterRaw => new DemeterRawSource(stream),
                TapeFormat.Logs => new LogsJsonSource(stream),
                TapeFormat.Bella => BellaSource.Open(stream),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This is not a dialect."),
            };
            stream = null;
            PoolTapeReader reader = new(source, opened);
            source = null;
            return reader;
        }
        finally
        {
            source?.Dispose();
            stream?.Dispose();
        }
    }
}
