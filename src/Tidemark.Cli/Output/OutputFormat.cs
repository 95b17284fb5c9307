namespace Tidemark.Cli.Output;

/// <summary>How a command prints its result.</summary>
internal enum OutputFormat
{
    /// <summary>A table for people.</summary>
    Table = 0,

    /// <summary>JSON for machines.</summary>
    Json = 1,

    /// <summary>CSV for spreadsheets.</summary>
    Csv = 2,
}
