using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;

namespace Tidemark.Simulation.Positions;

/// <summary>Values a position at each sample of its life.</summary>
internal sealed class StatementCourse(PositionHistory history, Func<long, double, TokenPrices> pricesAt)
{
    private readonly ValueCurve _unitCurve = history.CurveOf(1);
    private (double Amount0, double Amount1) _held;
    private double _liquidity;
    private double _collectedValue;
    private UInt256 _collected0;
    private UInt256 _collected1;

    /// <summary>The moments in order of time.</summary>
    public IEnumerable<PositionMoment> Moments()
    {
        int next = 0;
        foreach (PositionSample sample in history.Course)
        {
            PositionMoment before = At(sample) with { IsEmptied = true };
            for (; next < history.Moves.Count && history.Moves[next].TimestampSeconds <= sample.TimestampSeconds; next++)
            {
                Apply(history.Moves[next]);
            }
            yield return _liquidity == 0 && before.CurveLiquidity > 0 ? before : At(sample);
        }
    }

    private void Apply(PositionMove move)
    {
        _held = move.Hold(_held, _liquidity);
        _liquidity = move.CurveLiquidity;
        (_collected0, _collected1) = (_collected0 + move.Fees0, _collected1 + move.Fees1);
        TokenPrices prices = pricesAt(move.TimestampSeconds, PoolPrice.Of(move.SqrtPriceX96));
        _collectedValue += prices.Value(BaseUnits.ToDouble(move.Fees0), BaseUnits.ToDouble(move.Fees1));
    }

    private PositionMoment At(in PositionSample sample)
    {
        double price = PoolPrice.Of(sample.SqrtPriceX96);
        TokenPrices prices = pricesAt(sample.TimestampSeconds, price);
        Reserves ofUnit = _unitCurve.Reserves(price);
        double uncollectedValue = prices.Value(Uncollected(sample.Fees0, _collected0), Uncollected(sample.Fees1, _collected1));
        return new PositionMoment(
            sample.TimestampSeconds, sample.SqrtPriceX96, _liquidity, IsEmptied: false,
            _liquidity * prices.Value(ofUnit.Amount0, ofUnit.Amount1), _collectedValue + uncollectedValue, prices.Value(_held.Amount0, _held.Amount1));
    }

    private static double Uncollected(in UInt256 fees, in UInt256 collected) => fees > collected ? BaseUnits.ToDouble(fees - collected) : 0;
}
