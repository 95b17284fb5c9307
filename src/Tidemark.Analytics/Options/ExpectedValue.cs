using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Options;

/// <summary>Expected values under geometric Brownian motion.</summary>
/// <remarks>
/// In closed form for constant product, concentrated and held positions and their sums and multiples, otherwise by quadrature.
/// Source: GammaSwap 2022 for constant product; Lipton, Lucic, Sepp 2024 (arXiv:2407.05146) for ranges.
/// </remarks>
public static class ExpectedValue
{
    /// <summary>Below this log deviation the terms of the closed form for a range cancel more digits than quadrature loses.</summary>
    private const double NarrowestClosedForm = 0.01;

    /// <summary>What a position that begins now is expected to be worth against holding its tokens.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1 now, at which the tokens are deposited.</param>
    /// <param name="volatilityAnnual">The volatility of the price, zero or more.</param>
    /// <param name="years">The horizon in years of 365 days, zero or more.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>The expected values; the loss to a relative 1e-9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that a value is not finite.</exception>
    public static ExpectedValueReport Of(ValueCurve curve, double price, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        ArgumentNullException.ThrowIfNull(curve);
        LognormalPrice law = new(price, volatilityAnnual, years, driftAnnual);
        Reserves held = curve.Reserves(price);
        double holdValue = Finite.Result(held.Value(law.Mean), price);
        if (holdValue == 0)
        {
            return default;
        }
        double lossValue = LossValue(curve, law);
        return new ExpectedValueReport
        {
            PoolValue = holdValue + lossValue,
            HoldValue = holdValue,
            LossValue = lossValue,
            LossFraction = lossValue / holdValue,
            MeanLossFraction = law.Expectation(end => curve.ValueOverHold(price, end) / held.Value(end), curve.Kinks.Span),
        };
    }

    /// <summary>The mean of the impermanent loss in money of a position that begins at the price of the law.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="law">The law of the price at the horizon.</param>
    /// <returns><c>E[V - H]</c> in token 1, not positive, to a relative 1e-9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The law is the default, or the price so extreme that a value is not finite.</exception>
    public static double LossValue(ValueCurve curve, LognormalPrice law)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Positive.Require(law.Price, nameof(law));
        return curve switch
        {
            HoldCurve => 0,
            ConstantProductCurve pool => LossOf(pool, law),
            ConcentratedCurve range when law.LogDeviation > NarrowestClosedForm => LossOf(range, law),
            ScaledCurve scaled => scaled.Factor * LossValue(scaled.Whole, law),
            SumCurve sum => LossOf(sum, law),
            _ => law.Expectation(end => curve.ValueOverHold(law.Price, end), curve.Kinks.Span),
        };
    }

    /// <summary><c>V (exp(g/2 - s^2/8) - (1 + exp(g)) / 2)</c> for a log growth g and a log deviation s, written so that it does not cancel.</summary>
    private static double LossOf(ConstantProductCurve pool, in LognormalPrice law)
    {
        double eighth = law.LogDeviation * law.LogDeviation / 8;
        double diffusion = -2 * Math.Sinh(eighth / 2) * Math.Exp(-eighth / 2);
        double drift = Math.Sinh(law.LogGrowth / 4);
        return Finite.Result(pool.Value(law.Price) * Math.Exp(law.LogGrowth / 2) * (diffusion - (2 * drift * drift)), law.Price, nameof(law));
    }

    private static double LossOf(ConcentratedCurve range, in LognormalPrice law)
    {
        double lowerRoot = Math.Sqrt(range.LowerPrice);
        double upperRoot = Math.Sqrt(range.UpperPrice);
        double rootWidth = (range.UpperPrice - range.LowerPrice) / (upperRoot + lowerRoot);
        double below = rootWidth / (lowerRoot * upperRoot) * law.PartialMoment(1, 0, range.LowerPrice);
        double inside = (2 * law.PartialMoment(0.5, range.LowerPrice, range.UpperPrice))
            - (law.PartialMoment(1, range.LowerPrice, range.UpperPrice) / upperRoot)
            - (lowerRoot * law.PartialMoment(0, range.LowerPrice, range.UpperPrice));
        double above = rootWidth * law.PartialMoment(0, range.UpperPrice, double.PositiveInfinity);
        double loss = (range.Liquidity * (below + inside + above)) - range.Reserves(law.Price).Value(law.Mean);
        return Math.Min(0, Finite.Result(loss, law.Price, nameof(law)));
    }

    private static double LossOf(SumCurve sum, in LognormalPrice law)
    {
        double loss = 0;
        foreach (ValueCurve part in sum.Parts)
        {
            loss += LossValue(part, law);
        }
        return loss;
    }
}
