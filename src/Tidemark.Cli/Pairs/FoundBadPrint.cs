namespace Tidemark.Cli.Pairs;

/// <summary>A bad print and where it stands.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Time">The time that the file gives it.</param>
/// <param name="Price">The price as recorded.</param>
/// <param name="ExpectedPrice">The median of the prices around it.</param>
internal sealed record FoundBadPrint(string File, long Line, DateTimeOffset Time, double Price, double ExpectedPrice);
