using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>Everything in a pair that changes. Two snapshots are equal where every number and every holder is.</summary>
/// <remarks>The default is a pair just created. A snapshot may know the supply and not all of its holders, as when a pair is read from a
/// chain in mid-life; the rest belongs to holders not named.</remarks>
public sealed record UniswapV2Snapshot
{
    /// <summary>The reserve of token 0, base units; below 2^112.</summary>
    public UInt256 Reserve0 { get; init; }

    /// <summary>The reserve of token 1, base units; below 2^112.</summary>
    public UInt256 Reserve1 { get; init; }

    /// <summary>Token 0 that the pair holds, base units; differs from the reserve by what was sent, or lost, since.</summary>
    public UInt256 Balance0 { get; init; }

    /// <summary>Token 1 that the pair holds, base units.</summary>
    public UInt256 Balance1 { get; init; }

    /// <summary>All LP tokens, base units.</summary>
    public UInt256 TotalSupply { get; init; }

    /// <summary>The product of the reserves after the last mint or burn with the protocol fee on; zero where it was off.</summary>
    public UInt256 KLast { get; init; }

    /// <summary>Who receives the protocol fee; the zero address where it is off.</summary>
    public Address FeeTo { get; init; }

    /// <summary>Holders of LP tokens, none with nothing, ascending by address where a pair made the snapshot.</summary>
    public IReadOnlyList<UniswapV2LpBalance> LpBalances { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(UniswapV2Snapshot? other) =>
        other is not null
        && Reserve0 == other.Reserve0 && Reserve1 == other.Reserve1 && Balance0 == other.Balance0 && Balance1 == other.Balance1
        && TotalSupply == other.TotalSupply && KLast == other.KLast && FeeTo == other.FeeTo && LpBalances.SequenceEqual(other.LpBalances);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reserve0, Reserve1, Balance0, Balance1, TotalSupply, KLast, FeeTo, LpBalances.Count);
}
