using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.Events;

/// <summary>What a tape says about its pool beside the events. Null is: not recorded.</summary>
public sealed record TapeHeader
{
    /// <summary>The state machine.</summary>
    public required AmmProtocol Protocol { get; init; }

    /// <summary>The dialect, as <c>--format</c> names it.</summary>
    public required string Format { get; init; }

    /// <summary>The pool's address.</summary>
    public Address? Pool { get; init; }

    /// <summary>Token 0.</summary>
    public Address? Token0 { get; init; }

    /// <summary>Token 1.</summary>
    public Address? Token1 { get; init; }

    /// <summary>The swap fee in millionths.</summary>
    public int? FeePips { get; init; }

    /// <summary>The distance of usable ticks.</summary>
    public int? TickSpacing { get; init; }

    /// <summary>The price that the pool was initialised with, where the tape holds it outside its events.</summary>
    public UInt256? InitialSqrtPriceX96 { get; init; }
}
