using System.Numerics;

namespace Tidemark.Simulation.Replay;

/// <summary>What one swap through a gap says of one token: between which amounts the liquidity there before the tape would have moved.</summary>
/// <param name="Low">The least amount, in units of 2^-<see cref="Gap.Resolution"/>, before rounding.</param>
/// <param name="High">The most, as <paramref name="Low"/>.</param>
/// <param name="IsInput">Whether the token went in: then each step was rounded up, with its fee, and otherwise down.</param>
internal readonly record struct GapAmount(BigInteger Low, BigInteger High, bool IsInput)
{
    /// <summary>The interval that so many steps through the gap leave.</summary>
    public (BigInteger Low, BigInteger High) After(int steps)
    {
        // An amount in and its fee are each rounded up by less than one base unit.
        BigInteger rounding = (BigInteger)steps << Gap.Resolution;
        return IsInput ? (Low - (2 * rounding), High) : (Low, High + rounding);
    }
}
