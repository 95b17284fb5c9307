using Tidemark.Amm.Events;

namespace Tidemark.Amm.UniswapV3;

/// <summary>What identifies a position in a pool.</summary>
/// <param name="Owner">The account that the pool knows as owner: often a position manager that holds many users' positions as one.</param>
/// <param name="TickLower">The lower tick.</param>
/// <param name="TickUpper">The upper tick.</param>
public readonly record struct PositionKey(Address Owner, int TickLower, int TickUpper) : IComparable<PositionKey>
{
    /// <summary>Compares by owner, then ticks.</summary>
    public static bool operator <(PositionKey left, PositionKey right) => left.CompareTo(right) < 0;

    /// <summary>Compares by owner, then ticks.</summary>
    public static bool operator >(PositionKey left, PositionKey right) => left.CompareTo(right) > 0;

    /// <summary>Compares by owner, then ticks.</summary>
    public static bool operator <=(PositionKey left, PositionKey right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by owner, then ticks.</summary>
    public static bool operator >=(PositionKey left, PositionKey right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(PositionKey other)
    {
        int order = Owner.CompareTo(other.Owner);
        order = order != 0 ? order : TickLower.CompareTo(other.TickLower);
        return order != 0 ? order : TickUpper.CompareTo(other.TickUpper);
    }
}
