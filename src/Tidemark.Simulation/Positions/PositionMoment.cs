using Tidemark.Amm.Numerics;

namespace Tidemark.Simulation.Positions;

/// <summary>What a position is worth at a moment of its life, beside holding, in the numeraire of its statement.</summary>
/// <param name="TimestampSeconds">The time, seconds since 1970-01-01 UTC.</param>
/// <param name="SqrtPriceX96">The pool's square-root price, in units of 2^-96.</param>
/// <param name="CurveLiquidity">The liquidity of the principal, as <see cref="PositionHistory.CurveOf"/> takes it: what there was just before, where all of it leaves at this moment.</param>
/// <param name="IsEmptied">Whether all liquidity leaves at this moment.</param>
/// <param name="Value">The principal's value, without fees.</param>
/// <param name="FeesValue">All fees up to then: those collected at what they were worth when they were, the others at the prices now.</param>
/// <param name="HoldValue">The value of holding what was put in and not withdrawn.</param>
public readonly record struct PositionMoment(
    long TimestampSeconds, UInt256 SqrtPriceX96, double CurveLiquidity, bool IsEmptied, double Value, double FeesValue, double HoldValue);
