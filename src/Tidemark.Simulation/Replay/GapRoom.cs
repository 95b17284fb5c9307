using System.Numerics;

namespace Tidemark.Simulation.Replay;

/// <summary>How much a gap's liquidity may still move between its ends, beside what is settled, for each token.</summary>
/// <param name="TickUpper">Where the gap ends.</param>
/// <param name="Low0">The least amount of token 0, in units of 2^-<see cref="Gap.Resolution"/>.</param>
/// <param name="High0">The most amount of token 0.</param>
/// <param name="Low1">As <paramref name="Low0"/>, for token 1.</param>
/// <param name="High1">As <paramref name="High0"/>, for token 1.</param>
internal readonly record struct GapRoom(int TickUpper, BigInteger Low0, BigInteger High0, BigInteger Low1, BigInteger High1)
{
    /// <summary>Whether nothing more need be there.</summary>
    public bool HoldsNothing => Low0 <= 0 && High0 >= 0 && Low1 <= 0 && High1 >= 0;

    /// <summary>The middle for token 0.</summary>
    public BigInteger Middle0 => (Low0 + High0) >> 1;

    /// <summary>The middle for token 1.</summary>
    public BigInteger Middle1 => (Low1 + High1) >> 1;

    /// <summary>What is left when net liquidity stands at a tick.</summary>
    public GapRoom Less(Int128 net, int tick)
    {
        BigInteger amount0 = tick < TickUpper ? net * Gap.Width(tick, TickUpper, 0) : BigInteger.Zero;
        BigInteger amount1 = tick < TickUpper ? net * Gap.Width(tick, TickUpper, 1) : BigInteger.Zero;
        return new GapRoom(TickUpper, Low0 - amount0, High0 - amount0, Low1 - amount1, High1 - amount1);
    }

    /// <summary>The liquidity between two ticks that fills the room, rounded outwards; empty where no liquidity suits both tokens.</summary>
    public (BigInteger Low, BigInteger High) Between(int from, int to)
    {
        BigInteger width0 = Gap.Width(from, to, 0);
        BigInteger width1 = Gap.Width(from, to, 1);
        BigInteger limit = BigInteger.One << 125;
        return (
            BigInteger.Max(-limit, BigInteger.Max(Low0 / width0, Low1 / width1) - 1),
            BigInteger.Min(limit, BigInteger.Min(High0 / width0, High1 / width1) + 1));
    }
}
