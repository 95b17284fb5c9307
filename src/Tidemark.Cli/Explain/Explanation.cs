using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>What <c>explain</c> found.</summary>
internal sealed record Explanation
{
    public required PoolTokens Tokens { get; init; }

    public required Money Money { get; init; }

    /// <summary>The positions that can be explained, the best net result first.</summary>
    public required IReadOnlyList<ExplainedPosition> Positions { get; init; }

    /// <summary>The others, each with the reason.</summary>
    public required IReadOnlyList<PositionHistory> Unexplained { get; init; }

    /// <summary>How a position that was not there was taken to change the pool; null for one that was.</summary>
    public required PositionImpact? Impact { get; init; }

    /// <summary>How the figures were made, where they are approximate; null where the pool was replayed.</summary>
    public string? Approximation { get; init; }

    /// <summary>Whether several positions were asked for, and so a total.</summary>
    public required bool AreMany { get; init; }

    /// <summary>Whether gas is counted.</summary>
    public required bool HasGas { get; init; }

    /// <summary>Events in which the replay and the record disagree.</summary>
    public long Mismatches { get; init; }

    /// <summary>Whether the tape starts in mid-life, so that the protocol's share of the fees is not known.</summary>
    public bool IsMidLife { get; init; }

    /// <summary>Whether the tape has times.</summary>
    public bool HasTimes { get; init; }

    /// <summary>Whether positions are named by a token id that a state of the pool before the tape does not know.</summary>
    public bool HasStateWithoutTokens { get; init; }

    /// <summary>What a reader must know before he trusts the figures: one line each.</summary>
    public IReadOnlyList<string> Notes => field ??= ExplainNotes.Of(this);

    /// <summary>The sums over the positions, of which there is one at least.</summary>
    public Attribution<double> Total => field ??= Positions.Select(static position => position.Attribution).Aggregate(static (sum, next) => sum + next);

    /// <summary>The internal rate of return of all money together, where there is one and only one: what each position was worth at its end is received then.</summary>
    public PeriodReturn? MoneyWeighted => Total.End > Total.Start && Returns.MoneyWeighted(
        [.. Positions.SelectMany(static position => position.Statement.Flows.Append(new CapitalFlow(position.Attribution.End, position.Attribution.EndValue, 0)))], Total.End, 0) is [PeriodReturn only] ? only : null;

    /// <summary>Why a position cannot be explained.</summary>
    public static string Reason(PositionHistory history) => history.Gap ?? "Nothing happened to it in the period.";

    /// <summary>Whether the position held nothing before its first move: the tape has the pool's beginning, or what it was paid was earned by what the tape put in.</summary>
    public bool IsOpeningKnown(ExplainedPosition position) =>
        Impact is not null || (position.History.LaterToken is null && (HasNothingLeft(position) || !(IsMidLife || (HasStateWithoutTokens && position.History.TokenId is not null))));

    /// <summary>The prices between which a position has liquidity, as people write them; null where at all prices, without ticks.</summary>
    public (double Low, double High)? PriceRange(PositionHistory history) => (history.TickLower, history.TickUpper) is ({ } lower, { } upper)
        ? (Math.Min(Tokens.PriceAtTick(lower), Tokens.PriceAtTick(upper)), Math.Max(Tokens.PriceAtTick(lower), Tokens.PriceAtTick(upper)))
        : null;

    /// <summary>Whether the protocol's share of the fees is known: by the tape's beginning, or because the position was paid all that it earned without one.</summary>
    public bool IsShareKnown(ExplainedPosition position) =>
        !IsMidLife || HasNothingLeft(position);

    // Paid all that it earned, and that was something.
    private static bool HasNothingLeft(ExplainedPosition position) =>
        position.History.UncollectedFees0 + position.History.UncollectedFees1 == UInt256.Zero && position.History.Fees0 + position.History.Fees1 != UInt256.Zero;
}
