using Tidemark.Cli.Output;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Replay;

/// <summary>What the user asks of a replay.</summary>
internal sealed record ReplayRequest
{
    public required string Input { get; init; }

    public required TapeFormat Format { get; init; }

    public required FileInfo? State { get; init; }

    public required FileInfo? StateOut { get; init; }

    public required int? FeePips { get; init; }

    public required int? TickSpacing { get; init; }

    public required MismatchPolicy OnMismatch { get; init; }

    public required OutputFormat Output { get; init; }
}
