using Tidemark.Cli.Output;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Replay;

/// <summary>What the user asks of a replay.</summary>
internal sealed record ReplayRequest
{
    public required TapeRequest Tape { get; init; }

    public required FileInfo? StateOut { get; init; }

    public required MismatchPolicy OnMismatch { get; init; }

    public required OutputFormat Output { get; init; }
}
