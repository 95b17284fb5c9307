using System.Globalization;

namespace Tidemark.Analytics.Legs.Perpetuals;

/// <summary>The maintenance margin of a position by its size: a rate in each tier, less an amount that makes the tiers meet.</summary>
/// <remarks>
/// The margin of size n in tier i is <c>rate_i n - c_i</c>, <c>c_i = floor_i (rate_i - rate_(i-1)) + c_(i-1)</c>, <c>c_1 = 0</c>: each part of the position is charged the rate of its own tier.
/// Source: Binance, leverage and margin of futures (maintenance amount).
/// </remarks>
public sealed class MaintenanceTiers
{
    private readonly MaintenanceTier[] _tiers;
    private readonly double[] _cumulativeAmounts;

    /// <summary>Tiers.</summary>
    /// <param name="tiers">The tiers from the smallest on; the first begins at 0, floors ascend, rates do not fall.</param>
    /// <exception cref="ArgumentException">There are none, the first does not begin at 0, floors do not ascend, or a rate falls.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not from 0 to below 1, or a floor is not finite.</exception>
    public MaintenanceTiers(params ReadOnlySpan<MaintenanceTier> tiers)
    {
        if (tiers.IsEmpty || tiers[0].FloorNotional != 0)
        {
            throw new ArgumentException(tiers.IsEmpty ? "tiers is empty; at least one is needed." : string.Create(CultureInfo.InvariantCulture, $"tiers[0] begins at {tiers[0].FloorNotional:R}; the first must begin at 0."), nameof(tiers));
        }
        _cumulativeAmounts = new double[tiers.Length];
        for (int i = 0; i < tiers.Length; i++)
        {
            MaintenanceTier tier = tiers[i];
            Finite.Require(tier.FloorNotional, $"tiers[{i}].{nameof(tier.FloorNotional)}");
            Fraction.RequireBelowOne(tier.RateFraction, $"tiers[{i}].{nameof(tier.RateFraction)}");
            if (i == 0)
            {
                continue;
            }
            MaintenanceTier before = tiers[i - 1];
            if (!(tier.FloorNotional > before.FloorNotional && tier.RateFraction >= before.RateFraction))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"tiers[{i}] is {tier.RateFraction:R} from {tier.FloorNotional:R} behind {before.RateFraction:R} from {before.FloorNotional:R}; floors must ascend and rates must not fall."), nameof(tiers));
            }
            _cumulativeAmounts[i] = (tier.FloorNotional * (tier.RateFraction - before.RateFraction)) + _cumulativeAmounts[i - 1];
        }
        _tiers = tiers.ToArray();
    }

    /// <summary>The tiers, from the smallest size on.</summary>
    public ReadOnlySpan<MaintenanceTier> Tiers => _tiers;

    /// <summary>One rate for all sizes.</summary>
    /// <param name="rateFraction">The maintenance margin, as a fraction of the position.</param>
    /// <returns>The tiers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from 0 to below 1.</exception>
    public static MaintenanceTiers Flat(double rateFraction) => new(new MaintenanceTier(0, rateFraction));

    /// <summary>The maintenance margin of a position.</summary>
    /// <param name="notional">Its size in the margin token, not negative.</param>
    /// <returns>The margin, in the margin token; not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or not finite.</exception>
    public double Margin(double notional)
    {
        Positive.RequireOrZero(notional);
        int tier = _tiers.Length - 1;
        while (notional < _tiers[tier].FloorNotional)
        {
            tier--;
        }
        return Math.Max(0, (notional * _tiers[tier].RateFraction) - _cumulativeAmounts[tier]);
    }

    /// <summary>The size at which <c>constant + side size</c> is the maintenance margin; null where the size would not be positive.</summary>
    /// <remarks>The difference of the two is monotone in the size, so that the first tier whose solution is not beyond its end holds the only one.</remarks>
    internal double? NotionalWhereKept(double constant, int side)
    {
        for (int i = 0; i < _tiers.Length; i++)
        {
            double notional = (constant + _cumulativeAmounts[i]) / (_tiers[i].RateFraction - side);
            if (i + 1 == _tiers.Length || notional < _tiers[i + 1].FloorNotional)
            {
                return notional > 0 ? notional : null;
            }
        }
        return null;
    }
}
