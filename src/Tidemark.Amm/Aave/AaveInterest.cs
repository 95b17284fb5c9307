using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.Aave;

/// <summary>The growth of an Aave reserve's indices between two moments, in rays (units of 10^-27), to the last ray.</summary>
/// <remarks>
/// Suppliers' interest is linear. Borrowers' compounds, which the contract approximates by three terms of a series; the deployed and the present code
/// take different series and differ from the sixth digit or so of the interest, so which one is meant has to be said.
/// </remarks>
public static class AaveInterest
{
    private const ulong YearSeconds = 31_536_000;
    private const int RateBits = 128;
    private const int TimeBits = 40;

    /// <summary>One, in rays.</summary>
    public static UInt256 Ray { get; } = UInt256.PowerOfTen(27);

    /// <summary>Interest that is not charged interest on: <c>1 + rate seconds / year</c>, rounded down.</summary>
    /// <param name="rateRay">The rate a year, in rays, below 2^128.</param>
    /// <param name="seconds">The time, below 2^40.</param>
    /// <returns>The factor, in rays.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the time is too large for the contract.</exception>
    /// <remarks>Source: aave-v3-core and aave-v3-origin, <c>MathUtils.calculateLinearInterest</c>.</remarks>
    public static UInt256 Linear(in UInt256 rateRay, ulong seconds)
    {
        Require(rateRay, seconds);
        return Ray + (rateRay * seconds / YearSeconds);
    }

    /// <summary>Compounded interest as aave-v3-core computes it: three terms of the binomial series by the second.</summary>
    /// <param name="rateRay">The rate a year, in rays, below 2^128.</param>
    /// <param name="seconds">The time, below 2^40.</param>
    /// <returns>The factor, in rays, a little below the exact one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the time is too large for the contract.</exception>
    /// <exception cref="OverflowException">The contract would revert: a term does not fit in 256 bits.</exception>
    /// <remarks>
    /// The powers of the rate by the second are rounded down before they are multiplied, so that the third keeps few digits.
    /// Source: aave-v3-core 782f519, <c>MathUtils.calculateCompoundedInterest</c>.
    /// </remarks>
    public static UInt256 CompoundedBinomial(in UInt256 rateRay, ulong seconds)
    {
        Require(rateRay, seconds);
        if (seconds == 0)
        {
            return Ray;
        }
        UInt256 square = RayMultiply(rateRay, rateRay) / (YearSeconds * YearSeconds);
        UInt256 cube = RayMultiply(square, rateRay) / YearSeconds;
        UInt256 pairs = (UInt256)seconds * (seconds - 1);
        UInt256 triples = pairs * (seconds > 2 ? seconds - 2 : 0);
        return Ray + (rateRay * seconds / YearSeconds) + (pairs * square / 2) + (triples * cube / 6);
    }

    /// <summary>Compounded interest as aave-v3-origin computes it: the Taylor series of the exponential to the third power.</summary>
    /// <param name="rateRay">The rate a year, in rays, below 2^128.</param>
    /// <param name="seconds">The time, below 2^40.</param>
    /// <returns>The factor, in rays, a little below the exact one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the time is too large for the contract.</exception>
    /// <exception cref="OverflowException">The contract would revert: a product does not fit in 256 bits.</exception>
    /// <remarks>Source: aave-v3-origin 13fc64a, <c>MathUtils.calculateCompoundedInterest</c>.</remarks>
    public static UInt256 CompoundedTaylor(in UInt256 rateRay, ulong seconds)
    {
        Require(rateRay, seconds);
        UInt256 exponent = rateRay * seconds / YearSeconds;
        return Ray + exponent + RayMultiply(exponent, (exponent / 2) + RayMultiply(exponent, exponent / 6));
    }

    /// <summary>The product of two numbers in rays, rounded half up as <c>WadRayMath.rayMul</c> does.</summary>
    private static UInt256 RayMultiply(in UInt256 left, in UInt256 right) => ((left * right) + (Ray / 2)) / Ray;

    private static void Require(in UInt256 rateRay, ulong seconds, [CallerArgumentExpression(nameof(rateRay))] string? rateName = null, [CallerArgumentExpression(nameof(seconds))] string? secondsName = null)
    {
        if (rateRay.BitLength > RateBits)
        {
            throw new ArgumentOutOfRangeException(rateName, $"{rateName} is {rateRay}; it must be below 2^{RateBits}.");
        }
        if (seconds >> TimeBits != 0)
        {
            throw new ArgumentOutOfRangeException(secondsName, seconds, $"{secondsName} is {seconds}; it must be below 2^{TimeBits}.");
        }
    }
}
