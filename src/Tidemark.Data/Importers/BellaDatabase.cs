using Microsoft.Data.Sqlite;

namespace Tidemark.Data.Importers;

/// <summary>A SQLite database that is only read. One in a gzip archive is inflated to a temporary file, which is deleted at the end.</summary>
internal sealed class BellaDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string? _temporaryFile;

    static BellaDatabase() => SQLitePCL.Batteries_V2.Init();

    private BellaDatabase(string path, SqliteConnection connection, string? temporaryFile)
    {
        Path = path;
        _connection = connection;
        _temporaryFile = temporaryFile;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>Opens a database and closes the stream.</summary>
    /// <exception cref="TapeFormatException">The file is no SQLite database, or has changes that are not yet part of it.</exception>
    public static BellaDatabase Open(TapeStream stream)
    {
        using (stream)
        {
            byte[] first = new byte[16];
            int length = 0;
            for (int read; length < first.Length && (read = stream.Read(first.AsSpan(length), null)) > 0;)
            {
                length += read;
            }
            if (!first.AsSpan(0, length).SequenceEqual("SQLite format 3\0"u8))
            {
                throw new TapeFormatException(stream.Path, null, "the file is no SQLite database; the format bella needs one; check --format");
            }
            string? temporaryFile = stream.IsCompressed ? Inflate(stream, first) : null;
            if (temporaryFile is null && new FileInfo(stream.Path + "-wal") is { Exists: true, Length: > 0 })
            {
                throw new TapeFormatException(stream.Path, null, "a -wal file beside the database holds changes that are not yet part of it; a complete database is expected; close the program that writes it");
            }
            return Connect(stream.Path, temporaryFile);
        }
    }

    /// <summary>Starts a query.</summary>
    /// <exception cref="SqliteException">The database is damaged.</exception>
    public SqliteCommand CreateCommand() => _connection.CreateCommand();

    /// <summary>Makes an exception that names the file.</summary>
    public TapeFormatException Problem(string problem, Exception? cause = null) => new(Path, null, problem, cause);

    /// <summary>Makes the exception for a failure of SQLite.</summary>
    public TapeFormatException Damaged(SqliteException exception) =>
        Problem($"SQLite cannot read the database ({exception.Message.ReplaceLineEndings(" ")}); a whole database is expected; get the file again", exception);

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        if (_temporaryFile is not null)
        {
            File.Delete(_temporaryFile);
        }
    }

    private static BellaDatabase Connect(string path, string? temporaryFile)
    {
        SqliteConnection? connection = null;
        try
        {
            // Immutable: no lock and no side file, so that a database on a read-only disk opens too.
            string address = new Uri(System.IO.Path.GetFullPath(temporaryFile ?? path)).AbsoluteUri + "?immutable=1";
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = address, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            BellaDatabase database = new(path, connection, temporaryFile);
            (connection, temporaryFile) = (null, null);
            return database;
        }
        catch (SqliteException exception)
        {
            throw new TapeFormatException(path, null, $"SQLite cannot open the database ({exception.Message.ReplaceLineEndings(" ")}); a whole database is expected; get the file again", exception);
        }
        finally
        {
            connection?.Dispose();
            if (temporaryFile is not null)
            {
                File.Delete(temporaryFile);
            }
        }
    }

    private static string Inflate(TapeStream stream, ReadOnlySpan<byte> first)
    {
        string? temporaryFile = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"tidemark-{Guid.NewGuid():N}.sqlite");
        try
        {
            using (FileStream file = new(temporaryFile, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(first);
                byte[] buffer = new byte[1 << 16];
                for (int read; (read = stream.Read(buffer, null)) > 0;)
                {
                    file.Write(buffer, 0, read);
                }
            }
            string complete = temporaryFile;
            temporaryFile = null;
            return complete;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TapeFormatException(stream.Path, null, $"the database cannot be inflated to a temporary file: {exception.Message.ReplaceLineEndings(" ")}; inflate it with gunzip", exception);
        }
        finally
        {
            if (temporaryFile is not null)
            {
                File.Delete(temporaryFile);
            }
        }
    }
}
