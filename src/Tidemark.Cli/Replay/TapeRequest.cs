using Tidemark.Data.Importers;

namespace Tidemark.Cli.Replay;

/// <summary>Which recorded pool, and what its file does not say.</summary>
internal sealed record TapeRequest(string Input, TapeFormat Format, FileInfo? State, int? FeePips, int? TickSpacing);
