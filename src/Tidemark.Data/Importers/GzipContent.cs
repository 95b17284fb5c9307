using System.Buffers;
using System.IO.Compression;

namespace Tidemark.Data.Importers;

/// <summary>The content of a gzip archive, which must be whole.</summary>
/// <remarks>The framework's reader takes the end of a cut archive for the end of the content. So an archive of a known text is put behind
/// the file: the archives of a file are read one after the other, and the text comes out at the end only where all before it is whole.</remarks>
internal sealed class GzipContent : IDisposable
{
    private static readonly byte[] EndMark = "tidemark-gzip-end\0"u8.ToArray();
    private static readonly byte[] EndMarkArchive = Compress(EndMark);

    private readonly GZipStream _content;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _start;
    private int _filled;

    /// <summary>Reads from a file, which stays open.</summary>
    public GzipContent(Stream file) =>
        _content = new GZipStream(new ConcatenatedStream(file, new MemoryStream(EndMarkArchive, writable: false)), CompressionMode.Decompress);

    /// <summary>Reads bytes; 0 at the end.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged or cut off.</exception>
    public int Read(Span<byte> destination)
    {
        // The last bytes are held back, for they may be the mark.
        while (_filled - _start <= EndMark.Length)
        {
            _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
            (_start, _filled) = (0, _filled - _start);
            int read = _content.Read(_buffer.AsSpan(_filled));
            _filled += read;
            if (read == 0)
            {
                return _buffer.AsSpan(0, _filled).SequenceEqual(EndMark) ? 0 : throw new InvalidDataException("The archive is cut off.");
            }
        }
        int length = Math.Min(destination.Length, _filled - _start - EndMark.Length);
        _buffer.AsSpan(_start, length).CopyTo(destination);
        _start += length;
        return length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream archive = new();
        using (GZipStream gzip = new(archive, CompressionLevel.NoCompression))
        {
            gzip.Write(content);
        }
        return archive.ToArray();
    }
}
