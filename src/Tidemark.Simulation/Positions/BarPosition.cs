using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>The approximate account of a position that was not there, over minute bars of a V3 pool.</summary>
/// <remarks>
/// It opens at the end of the first bar, at its closing tick, and stays. Of what each later bar paid in, the fee's part comes to the pool; of that the part of
/// the bar's ticks, lowest to highest and the close before, that lie in the range comes to the range; and of that the position's part in the liquidity at the bar's end. Prices are
/// those of whole ticks, loss-versus-rebalancing and time in range go from close to close.
/// </remarks>
public static class BarPosition
{
    private const double MostFees = 1e76;
    private const int MostSamples = 1024;

    /// <summary>Makes the account.</summary>
    /// <param name="bars">The bars in the order of time; at least one.</param>
    /// <param name="feePips">The pool's fee in millionths, from 0 and below a million.</param>
    /// <param name="ticks">The lower and the upper tick, as the pool allows them.</param>
    /// <param name="amount0">Token 0 offered, base units; what the range does not take stays outside.</param>
    /// <param name="amount1">Token 1 offered, base units.</param>
    /// <param name="impact">Whether the fees are shared with the position; <see cref="PositionImpact.Counterfactual"/> needs swaps.</param>
    /// <param name="pricesAt">As in <see cref="PositionRecorder"/>: what loss-versus-rebalancing is counted in.</param>
    /// <returns>The account, its fees of no known bound.</returns>
    /// <exception cref="ArgumentException">There are no bars, or the impact needs swaps.</exception>
    /// <exception cref="ReplayInputException">The amounts make no liquidity, or more than a pool can hold.</exception>
    public static PositionHistory Of(
        IReadOnlyList<MinuteBar> bars,
        int feePips,
        (int Lower, int Upper) ticks,
        UInt256 amount0,
        UInt256 amount1,
        PositionImpact impact,
        Func<long, double, TokenPrices> pricesAt)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(pricesAt);
        if (bars.Count == 0 || impact == PositionImpact.Counterfactual)
        {
            throw new ArgumentException(bars.Count == 0 ? "There are no bars." : "Bars hold no swaps that could be asked again.", bars.Count == 0 ? nameof(bars) : nameof(impact));
        }
        UInt256 sqrtPrice = TickMath.GetSqrtPriceAtTick(bars[0].CloseTick);
        UInt128 liquidity = HypotheticalLiquidity.Of(sqrtPrice, bars[0].CloseTick, ticks.Lower, ticks.Upper, amount0, amount1);
        LiquidityAmounts.Between(sqrtPrice, bars[0].CloseTick, ticks.Lower, ticks.Upper, liquidity, roundUp: true, out UInt256 used0, out UInt256 used1);
        long length = bars.Count > 1 ? bars[1].TimestampSeconds - bars[0].TimestampSeconds : 60;
        List<PositionSample> course = [new PositionSample(bars[0].TimestampSeconds + length, sqrtPrice, default, default)];
        Sums sums = Follow(bars, feePips, ticks, liquidity, impact, pricesAt, course);
        MinuteBar last = bars[^1];
        UInt256 endPrice = TickMath.GetSqrtPriceAtTick(last.CloseTick);
        LiquidityAmounts.Between(endPrice, last.CloseTick, ticks.Lower, ticks.Upper, liquidity, roundUp: false, out UInt256 principal0, out UInt256 principal1);
        if (!(sums.Fees0 < MostFees && sums.Fees1 < MostFees))
        {
            throw new ReplayInputException("The bars make more fees than a token has units: their liquidity is too small beside the position; check them, or offer less.");
        }
        (UInt256 fees0, UInt256 fees1) = (UInt256.FromBigInteger(new(sums.Fees0)), UInt256.FromBigInteger(new(sums.Fees1)));
        return new PositionHistory
        {
            Name = HypotheticalLiquidity.Name(ticks.Lower, ticks.Upper),
            TickLower = ticks.Lower,
            TickUpper = ticks.Upper,
            Moves =
            [
                new PositionMove
                {
                    Kind = PositionMoveKind.Deposit,
                    Position = default,
                    TimestampSeconds = bars[0].TimestampSeconds + length,
                    TransactionHash = default,
                    Liquidity = liquidity,
                    Before0 = default,
                    Before1 = default,
                    CurveLiquidity = (double)liquidity,
                    Amount0 = used0,
                    Amount1 = used1,
                    SqrtPriceX96 = sqrtPrice,
                    LossVersusRebalancing = 0,
                },
            ],
            Course = [.. course, new PositionSample(last.TimestampSeconds + length, endPrice, fees0, fees1)],
            Unused0 = amount0 - used0,
            Unused1 = amount1 - used1,
            Liquidity = liquidity,
            Principal0 = principal0,
            Principal1 = principal1,
            Withdrawn0 = default,
            Withdrawn1 = default,
            Fees0 = fees0,
            Fees1 = fees1,
            UncollectedFees0 = fees0,
            UncollectedFees1 = fees1,
            FeeBound0 = null,
            FeeBound1 = null,
            SqrtPriceX96 = endPrice,
            IsInRange = last.CloseTick >= ticks.Lower && last.CloseTick < ticks.Upper,
            EndSeconds = last.TimestampSeconds + length,
            OpenSeconds = last.TimestampSeconds - bars[0].TimestampSeconds,
            InRangeSeconds = sums.InRangeSeconds,
            LossVersusRebalancing = sums.Loss,
        };
    }

    private static Sums Follow(
        IReadOnlyList<MinuteBar> bars, int feePips, (int Lower, int Upper) ticks, UInt128 liquidity, PositionImpact impact, Func<long, double, TokenPrices> pricesAt, List<PositionSample> course)
    {
        int stride = (bars.Count / MostSamples) + 1;
        Sums sums = default;
        var curve = ConcentratedCurve.FromPosition(liquidity, ticks.Lower, ticks.Upper);
        double own = (double)liquidity;
        double fee = Fraction.FromPips(feePips);
        for (int i = 1; i < bars.Count; i++)
        {
            MinuteBar bar = bars[i];
            // The first swap of a bar comes from the close before.
            (int low, int high) = (Math.Min(bar.LowestTick, bars[i - 1].CloseTick), Math.Max(bar.HighestTick, bars[i - 1].CloseTick));
            double inRange = Math.Max(0, Math.Min(high, ticks.Upper - 1) - Math.Max(low, ticks.Lower) + 1) / (double)(high - low + 1);
            double all = (double)bar.Liquidity + (impact == PositionImpact.Dilute ? own : 0);
            double part = all > 0 ? fee * inRange * own / all : 0;
            sums.Fees0 += part * BaseUnits.ToDouble(bar.Amount0In);
            sums.Fees1 += part * BaseUnits.ToDouble(bar.Amount1In);
            bool isInRange = bars[i - 1].CloseTick >= ticks.Lower && bars[i - 1].CloseTick < ticks.Upper;
            sums.InRangeSeconds += isInRange ? bar.TimestampSeconds - bars[i - 1].TimestampSeconds : 0;
            sums.Loss -= curve.ValueOverHold(Price(bars[i - 1]), Price(bar)) * pricesAt(bar.TimestampSeconds, Price(bar)).Token1;
            if (i % stride == 0 && i + 1 < bars.Count && sums.Fees0 < MostFees && sums.Fees1 < MostFees)
            {
                long end = bar.TimestampSeconds + bars[1].TimestampSeconds - bars[0].TimestampSeconds;
                course.Add(new PositionSample(end, TickMath.GetSqrtPriceAtTick(bar.CloseTick), UInt256.FromBigInteger(new(sums.Fees0)), UInt256.FromBigInteger(new(sums.Fees1))));
            }
        }
        return sums;
    }

    private static double Price(in MinuteBar bar) => PoolPrice.Of(TickMath.GetSqrtPriceAtTick(bar.CloseTick));

    private struct Sums
    {
        public double Fees0;
        public double Fees1;
        public double Loss;
        public long InRangeSeconds;
    }
}
