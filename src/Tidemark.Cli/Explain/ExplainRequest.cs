using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Cli.Output;
using Tidemark.Cli.Replay;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>What the user asks of an explanation.</summary>
internal sealed record ExplainRequest
{
    public required TapeRequest Tape { get; init; }

    public required PoolTokens Tokens { get; init; }

    public required Numeraire Numeraire { get; init; }

    public required FileInfo? Prices { get; init; }

    public required bool ArePricesOfToken0 { get; init; }

    public required FileInfo? GasPrices { get; init; }

    public required bool All { get; init; }

    public required ulong? TokenId { get; init; }

    public required Address? Owner { get; init; }

    public required int? TickLower { get; init; }

    public required int? TickUpper { get; init; }

    public required (double From, double To)? Range { get; init; }

    public required bool IsFullRange { get; init; }

    /// <summary>Token 0 offered, base units.</summary>
    public required UInt256 Amount0 { get; init; }

    /// <summary>Token 1 offered, base units.</summary>
    public required UInt256 Amount1 { get; init; }

    public required PositionImpact Impact { get; init; }

    public required long From { get; init; }

    public required long To { get; init; }

    public required OutputFormat Output { get; init; }

    public required FileInfo? Page { get; init; }

    /// <summary>Whether it is about everything that an owner has.</summary>
    public bool IsWallet => Owner is not null && TickLower is null;

    /// <summary>Whether it is about a position that was not there.</summary>
    public bool IsHypothetical => Range is not null || IsFullRange || (Owner is null && TickLower is not null);

    /// <summary>The ticks that are asked of a position that was not there.</summary>
    public (int Lower, int Upper) HypotheticalTicks => (TickLower, TickUpper) is ({ } lower, { } upper) ? (lower, upper)
        : Range is { } range ? Tokens.Ticks(range.From, range.To) : (TickMath.MinTick, TickMath.MaxTick);
}
