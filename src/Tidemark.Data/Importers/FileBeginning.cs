namespace Tidemark.Data.Importers;

/// <summary>The first bytes of a file, by which its kind is known; the name of the file plays no part.</summary>
internal static class FileBeginning
{
    private const int Length = 4096;

    private static readonly (byte[] Magic, string What)[] Unreadable =
    [
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive"),
        ([0x28, 0xb5, 0x2f, 0xfd], "compressed with zstd"),
        ([0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "compressed with xz"),
        ([(byte)'B', (byte)'Z', (byte)'h'], "compressed with bzip2"),
        ([(byte)'P', (byte)'A', (byte)'R', (byte)'1'], "a Parquet file"),
        ([0xff, 0xfe], "UTF-16 text"),
        ([0xfe, 0xff], "UTF-16 text"),
    ];

    /// <summary>Reads the first 4096 bytes, inflated where the file is a gzip archive, or all where it is shorter.</summary>
    /// <param name="stream">The file, just opened.</param>
    /// <param name="expected">What the file should be, for the messages.</param>
    /// <exception cref="TapeFormatException">The file cannot be read, or is of a kind that no reader reads.</exception>
    public static byte[] Read(TapeStream stream, string expected)
    {
        byte[] buffer = new byte[Length];
        int length = 0;
        for (int read; length < buffer.Length && (read = stream.Read(buffer.AsSpan(length), 1)) > 0;)
        {
            length += read;
        }
        byte[] content = buffer[..length];
        foreach ((byte[] magic, string what) in Unreadable)
        {
            if (content.AsSpan().StartsWith(magic))
            {
                throw new TapeFormatException(stream.Path, null, $"the file is {what}; {expected} is expected; convert it first (gzip is read as it is)");
            }
        }
        return content;
    }
}
