using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics.Legs.Interest;

/// <summary>The borrow rate of a lending pool as a function of its utilisation: straight lines between knots, at which it may jump.</summary>
/// <remarks>
/// Utilisation is debt over debt and cash, rates are fractions a year. Each protocol's parameters have a factory; what the slopes are counted in differs.
/// </remarks>
public sealed class UtilisationCurve
{
    private readonly UtilisationKnot[] _knots;

    /// <summary>A curve through knots.</summary>
    /// <param name="knots">At least two, the first at 0, the last at 1, each above the one before.</param>
    /// <exception cref="ArgumentException">The knots do not span 0 to 1 in ascending order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite.</exception>
    public UtilisationCurve(params ReadOnlySpan<UtilisationKnot> knots)
    {
        if (knots.Length < 2 || knots[0].Utilisation != 0 || knots[^1].Utilisation != 1)
        {
            throw new ArgumentException($"knots has {knots.Length} knots{(knots.IsEmpty ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" from {knots[0].Utilisation:R} to {knots[^1].Utilisation:R}"))}; at least two are needed, the first at a utilisation of 0, the last at 1.", nameof(knots));
        }
        for (int i = 0; i < knots.Length; i++)
        {
            Positive.RequireOrZero(knots[i].RateBelowAnnual, $"knots[{i}].{nameof(UtilisationKnot.RateBelowAnnual)}");
            Positive.RequireOrZero(knots[i].RateAnnual, $"knots[{i}].{nameof(UtilisationKnot.RateAnnual)}");
            if (i > 0 && !(knots[i].Utilisation > knots[i - 1].Utilisation))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"knots[{i}] is at a utilisation of {knots[i].Utilisation:R} and the one before at {knots[i - 1].Utilisation:R}; they must ascend."), nameof(knots));
            }
        }
        _knots = knots.ToArray();
    }

    /// <summary>Aave v2 and v3: base, then slope 1 up to the optimal utilisation, then slope 2 up to 1.</summary>
    /// <param name="optimalUtilisation">The kink, between 0 and 1, neither included.</param>
    /// <param name="baseRateAnnual">The rate without borrowing.</param>
    /// <param name="slope1Annual">What the rate rises by from a utilisation of 0 to the kink.</param>
    /// <param name="slope2Annual">What the rate rises by from the kink to 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kink is not between 0 and 1, or a rate is negative or not finite.</exception>
    /// <remarks>Source: Aave <c>DefaultReserveInterestRateStrategyV2.sol</c>.</remarks>
    public static UtilisationCurve Aave(double optimalUtilisation, double baseRateAnnual, double slope1Annual, double slope2Annual)
    {
        RequireInside(optimalUtilisation, 0, 1);
        RequireRates(baseRateAnnual, slope1Annual, slope2Annual);
        return new UtilisationCurve(new(0, baseRateAnnual), new(optimalUtilisation, baseRateAnnual + slope1Annual), new(1, baseRateAnnual + slope1Annual + slope2Annual));
    }

    /// <summary>Compound v2's jump rate model: the slopes are for a whole unit of utilisation, not for their stretch of it.</summary>
    /// <param name="kink">The kink, between 0 and 1, neither included.</param>
    /// <param name="baseRateAnnual">The rate without borrowing.</param>
    /// <param name="multiplierAnnual">The slope below the kink.</param>
    /// <param name="jumpMultiplierAnnual">The slope above it.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kink is not between 0 and 1, or a rate is negative or not finite.</exception>
    /// <remarks>Source: compound-protocol <c>JumpRateModel.sol</c>.</remarks>
    public static UtilisationCurve Compound(double kink, double baseRateAnnual, double multiplierAnnual, double jumpMultiplierAnnual)
    {
        RequireInside(kink, 0, 1);
        RequireRates(baseRateAnnual, multiplierAnnual, jumpMultiplierAnnual);
        double rateAtKink = baseRateAnnual + (multiplierAnnual * kink);
        return new UtilisationCurve(new(0, baseRateAnnual), new(kink, rateAtKink), new(1, rateAtKink + (jumpMultiplierAnnual * (1 - kink))));
    }

    /// <summary>Alpaca Finance's triple slope: from 0 to the first rate, then the second rate all along, then up to the third.</summary>
    /// <param name="ceiling1">The utilisation up to which the first slope goes.</param>
    /// <param name="ceiling2">The utilisation up to which the second rate holds.</param>
    /// <param name="rate1Annual">The rate that the first slope reaches.</param>
    /// <param name="rate2Annual">The rate between the ceilings; another one than the first is a jump.</param>
    /// <param name="rate3Annual">The rate at a utilisation of 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The ceilings are not ascending between 0 and 1, or a rate is negative or not finite.</exception>
    /// <remarks>Source: bsc-alpaca-contract, <c>TripleSlopeModel</c> and <c>LowInterestTripleSlopeModel</c> (the one that jumps).</remarks>
    public static UtilisationCurve Alpaca(double ceiling1, double ceiling2, double rate1Annual, double rate2Annual, double rate3Annual)
    {
        RequireInside(ceiling1, 0, 1);
        RequireInside(ceiling2, ceiling1, 1);
        RequireRates(rate1Annual, rate2Annual, rate3Annual);
        return new UtilisationCurve(new(0, 0), new(ceiling1, rate1Annual, rate2Annual), new(ceiling2, rate2Annual), new(1, rate3Annual));
    }

    /// <summary>Alpha Homora v1 as its contract computes it: 10 % up to a utilisation of one half, then up to 16.75 %, a jump to 40 % at 0.95, and all of it at 1.</summary>
    /// <remarks>The comment in the contract says 25 % at 0.95, and its code does not do that. Source: alphahomora, <c>ConfigurableInterestBankConfig.sol</c>.</remarks>
    public static UtilisationCurve AlphaHomora { get; } = new(new(0, 0.1), new(0.5, 0.1), new(0.95, 0.1675, 0.4), new(1, 0.4375, 1));

    /// <summary>Gearbox v3's two kinks.</summary>
    /// <param name="kink1">The first kink.</param>
    /// <param name="kink2">The second kink.</param>
    /// <param name="baseRateAnnual">The rate without borrowing.</param>
    /// <param name="slope1Annual">What the rate rises by up to the first kink.</param>
    /// <param name="slope2Annual">What it rises by between the kinks.</param>
    /// <param name="slope3Annual">What it rises by from the second kink to 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kinks are not ascending between 0 and 1, or a rate is negative or not finite.</exception>
    /// <remarks>Source: Gearbox core-v3, <c>LinearInterestRateModelV3.sol</c>.</remarks>
    public static UtilisationCurve Gearbox(double kink1, double kink2, double baseRateAnnual, double slope1Annual, double slope2Annual, double slope3Annual)
    {
        RequireInside(kink1, 0, 1);
        RequireInside(kink2, kink1, 1);
        RequireRates(baseRateAnnual, slope1Annual, slope2Annual);
        Positive.RequireOrZero(slope3Annual);
        double rate1 = baseRateAnnual + slope1Annual;
        double rate2 = rate1 + slope2Annual;
        return new UtilisationCurve(new(0, baseRateAnnual), new(kink1, rate1), new(kink2, rate2), new(1, rate2 + slope3Annual));
    }

    /// <summary>Extra Finance's three segments: from 0 to rate A at utilisation A, to rate B at utilisation B, to the most at 1.</summary>
    /// <param name="utilisationA">The end of the first segment.</param>
    /// <param name="utilisationB">The end of the second.</param>
    /// <param name="rateAAnnual">The rate at A.</param>
    /// <param name="rateBAnnual">The rate at B.</param>
    /// <param name="mostRateAnnual">The rate at a utilisation of 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The utilisations are not ascending between 0 and 1, or a rate is negative or not finite.</exception>
    /// <remarks>Source: extra-contracts, <c>InterestRateUtils.sol</c>.</remarks>
    public static UtilisationCurve ExtraFinance(double utilisationA, double utilisationB, double rateAAnnual, double rateBAnnual, double mostRateAnnual)
    {
        RequireInside(utilisationA, 0, 1);
        RequireInside(utilisationB, utilisationA, 1);
        RequireRates(rateAAnnual, rateBAnnual, mostRateAnnual);
        return new UtilisationCurve(new(0, 0), new(utilisationA, rateAAnnual), new(utilisationB, rateBAnnual), new(1, mostRateAnnual));
    }

    /// <summary>What borrowers pay.</summary>
    /// <param name="utilisation">The borrowed share of what was supplied, from 0 to 1.</param>
    /// <returns>A fraction a year, not negative. At a knot that jumps, the rate above the jump.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The utilisation is not from 0 to 1.</exception>
    public double BorrowRate(double utilisation)
    {
        Fraction.Require(utilisation);
        int above = 1;
        while (above < _knots.Length && utilisation >= _knots[above].Utilisation)
        {
            above++;
        }
        UtilisationKnot from = _knots[above - 1];
        if (above == _knots.Length)
        {
            return from.RateAnnual;
        }
        UtilisationKnot to = _knots[above];
        double part = (utilisation - from.Utilisation) / (to.Utilisation - from.Utilisation);
        return from.RateAnnual + (part * (to.RateBelowAnnual - from.RateAnnual));
    }

    /// <summary>What suppliers earn: the borrowers' interest, less the protocol's share of it, over all that is supplied.</summary>
    /// <param name="utilisation">The borrowed share of what was supplied, from 0 to 1.</param>
    /// <param name="reserveFactor">The protocol's share of the interest, from 0 to 1.</param>
    /// <returns>A fraction a year, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not from 0 to 1.</exception>
    public double SupplyRate(double utilisation, double reserveFactor)
    {
        Fraction.Require(reserveFactor);
        return BorrowRate(utilisation) * utilisation * (1 - reserveFactor);
    }

    private static void RequireInside(double utilisation, double least, double most, [CallerArgumentExpression(nameof(utilisation))] string? name = null)
    {
        if (!(utilisation > least && utilisation < most))
        {
            throw new ArgumentOutOfRangeException(name, utilisation, string.Create(CultureInfo.InvariantCulture, $"{name} is {utilisation:R}; it must be between {least:R} and {most:R}, neither included."));
        }
    }

    private static void RequireRates(
        double first,
        double second,
        double third,
        [CallerArgumentExpression(nameof(first))] string? firstName = null,
        [CallerArgumentExpression(nameof(second))] string? secondName = null,
        [CallerArgumentExpression(nameof(third))] string? thirdName = null)
    {
        Positive.RequireOrZero(first, firstName);
        Positive.RequireOrZero(second, secondName);
        Positive.RequireOrZero(third, thirdName);
    }
}
