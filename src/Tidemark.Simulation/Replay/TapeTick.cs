namespace Tidemark.Simulation.Replay;

/// <summary>What the mints and burns of a tape have done at one tick, and what that says about the liquidity before the tape.</summary>
internal readonly record struct TapeTick
{
    /// <summary>The change of net liquidity.</summary>
    public Int128 Net { get; init; }

    /// <summary>The change of gross liquidity.</summary>
    public Int128 Gross { get; init; }

    private Int128 LowestGross { get; init; }

    private Int128 HighestNetAboveGross { get; init; }

    private Int128 HighestOppositeAboveGross { get; init; }

    public TapeTick Moved(Int128 net, Int128 gross)
    {
        unchecked
        {
            // Only liquidity that no pool accepts could wrap, and the pool will refuse it.
            Int128 netAfter = Net + net;
            Int128 grossAfter = Gross + gross;
            return new TapeTick
            {
                Net = netAfter,
                Gross = grossAfter,
                LowestGross = Int128.Min(LowestGross, grossAfter),
                HighestNetAboveGross = Int128.Max(HighestNetAboveGross, netAfter - grossAfter),
                HighestOppositeAboveGross = Int128.Max(HighestOppositeAboveGross, -netAfter - grossAfter),
            };
        }
    }

    /// <summary>The least gross liquidity before the tape with which none of its burns removes more than there is.</summary>
    /// <param name="netBefore">The net liquidity before the tape.</param>
    public UInt128 LeastGrossBefore(Int128 netBefore) =>
        unchecked((UInt128)Int128.Max(-LowestGross, Int128.Max(netBefore + HighestNetAboveGross, -netBefore + HighestOppositeAboveGross)));
}
