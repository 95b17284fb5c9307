using System.Globalization;

namespace Tidemark.Analytics.Options;

/// <summary>Implied volatilities by strike and time to expiry, and European options valued on them.</summary>
/// <remarks>
/// <para>
/// Total variance, <c>volatility^2 T</c>, is linear between the quotes of an expiry in the logarithm of strike over forward, and flat beyond them; between expiries it is linear in
/// time at the same log-moneyness; before the first and behind the last expiry the volatility at a log-moneyness stays. Quotes whose total variance falls with time somewhere
/// are refused, so there is no arbitrage between expiries. Within one there may be: lines have corners, at which the density that the prices imply is not a number.
/// Source: Gatheral and Jacquier 2014 (Arbitrage-free SVI volatility surfaces) for total variance and both kinds of arbitrage.
/// </para>
/// <para>
/// The surface belongs to strikes: it stays where it is when the price moves, so that delta and gamma are those of Black and Scholes at the option's volatility.
/// </para>
/// </remarks>
public sealed class VolatilitySurface
{
    private const double Rounding = 1e-12;

    private readonly double _referencePrice;
    private readonly VolatilitySmile[] _smiles;

    /// <summary>A surface through quotes.</summary>
    /// <param name="referencePrice">The price of token 0 in token 1 at which the volatilities were quoted.</param>
    /// <param name="quotes">The quotes in any order; at least one, each expiry and strike once.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded, as a fraction a year.</param>
    /// <exception cref="ArgumentException">There are no quotes, one stands twice, or total variance falls from one expiry to the next.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not finite, or another number is not positive and finite.</exception>
    public VolatilitySurface(double referencePrice, ReadOnlySpan<VolatilityQuote> quotes, double rateAnnual = 0)
    {
        Positive.Require(referencePrice);
        Finite.Require(rateAnnual);
        if (quotes.IsEmpty)
        {
            throw new ArgumentException("quotes is empty; at least one is needed.", nameof(quotes));
        }
        for (int i = 0; i < quotes.Length; i++)
        {
            Positive.Require(quotes[i].Years, $"quotes[{i}].{nameof(VolatilityQuote.Years)}");
            Positive.Require(quotes[i].Strike, $"quotes[{i}].{nameof(VolatilityQuote.Strike)}");
            Positive.Require(quotes[i].VolatilityAnnual, $"quotes[{i}].{nameof(VolatilityQuote.VolatilityAnnual)}");
        }
        _referencePrice = referencePrice;
        RateAnnual = rateAnnual;
        _smiles =
        [
            .. quotes.ToArray().GroupBy(static quote => quote.Years).OrderBy(static expiry => expiry.Key)
                .Select(expiry => new VolatilitySmile(expiry.Key, Forward(expiry.Key), [.. expiry.OrderBy(static quote => quote.Strike)])),
        ];
        foreach (VolatilitySmile smile in _smiles)
        {
            RequireDistinct(smile, nameof(quotes));
        }
        for (int i = 1; i < _smiles.Length; i++)
        {
            RequireGrowth(_smiles[i - 1], _smiles[i], nameof(quotes));
        }
    }

    /// <summary>The interest rate of token 1, continuously compounded, as a fraction a year.</summary>
    public double RateAnnual { get; }

    /// <summary>The same volatility for all strikes and expiries.</summary>
    /// <param name="volatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year.</param>
    /// <param name="rateAnnual">The interest rate of token 1, continuously compounded, as a fraction a year.</param>
    /// <returns>The surface.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volatility is not positive and finite, or the rate is not finite.</exception>
    public static VolatilitySurface Flat(double volatilityAnnual, double rateAnnual = 0)
    {
        Positive.Require(volatilityAnnual);
        return new VolatilitySurface(1, [new VolatilityQuote(1, 1, volatilityAnnual)], rateAnnual);
    }

    /// <summary>The implied volatility of a strike and a time to expiry.</summary>
    /// <param name="strike">The strike, in token 1.</param>
    /// <param name="years">The time to expiry, in years of 365 days.</param>
    /// <returns>The volatility, positive.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite, or the two are too extreme.</exception>
    public double Volatility(double strike, double years) => At(strike, years).Volatility;

    /// <summary>Values an option.</summary>
    /// <param name="kind">Put or call.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="strike">The strike, in token 1.</param>
    /// <param name="years">The time to expiry, in years of 365 days.</param>
    /// <returns>The value of one option and its derivatives; theta has the change of the volatility with the time to expiry in it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind, another argument is not positive and finite, or they are too extreme for a double.</exception>
    public OptionReport Option(OptionKind kind, double price, double strike, double years)
    {
        (double volatility, double slope) = At(strike, years);
        OptionReport report = BlackScholes.Of(kind, price, strike, volatility, years, RateAnnual);
        return report with { ThetaAnnual = report.ThetaAnnual - (report.Vega * slope) };
    }

    /// <summary>The volatility and its slope in the time to expiry at the same strike.</summary>
    private (double Volatility, double Slope) At(double strike, double years)
    {
        Positive.Require(strike);
        Positive.Require(years);
        double moneyness = Finite.Result(Math.Log(strike / Forward(years)), strike);
        int above = 0;
        while (above < _smiles.Length && _smiles[above].Years <= years)
        {
            above++;
        }
        (double variance, double byMoneyness, double byYears) = above == 0 || above == _smiles.Length
            ? Beyond(_smiles[above == 0 ? 0 : above - 1], moneyness, years)
            : Between(_smiles[above - 1], _smiles[above], moneyness, years);
        double volatility = Math.Sqrt(variance / years);
        // The forward of a longer time is higher by the rate, and the log-moneyness of the strike lower.
        double varianceSlope = byYears - (RateAnnual * byMoneyness);
        return (Finite.Result(volatility, years), ((varianceSlope / years) - (variance / years / years)) / (2 * volatility));
    }

    private static (double Variance, double ByMoneyness, double ByYears) Beyond(VolatilitySmile smile, double moneyness, double years)
    {
        (double variance, double slope) = smile.At(moneyness);
        return (variance / smile.Years * years, slope / smile.Years * years, variance / smile.Years);
    }

    private static (double Variance, double ByMoneyness, double ByYears) Between(VolatilitySmile before, VolatilitySmile after, double moneyness, double years)
    {
        (double first, double firstSlope) = before.At(moneyness);
        (double last, double lastSlope) = after.At(moneyness);
        double duration = after.Years - before.Years;
        double part = (years - before.Years) / duration;
        return (first + (part * (last - first)), firstSlope + (part * (lastSlope - firstSlope)), (last - first) / duration);
    }

    private double Forward(double years) => Finite.Result(_referencePrice * Math.Exp(RateAnnual * years), years);

    private static void RequireDistinct(VolatilitySmile smile, string name)
    {
        for (int i = 1; i < smile.Strikes.Length; i++)
        {
            if (smile.Moneyness[i] <= smile.Moneyness[i - 1])
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"quotes has the strike {smile.Strikes[i]:R} at {smile.Years:R} years twice; each is needed once."), name);
            }
        }
    }

    /// <summary>Between the knots of both smiles the difference of total variances is linear, beyond them constant.</summary>
    private static void RequireGrowth(VolatilitySmile before, VolatilitySmile after, string name)
    {
        foreach (double moneyness in before.Moneyness.Concat(after.Moneyness))
        {
            double first = before.At(moneyness).Variance;
            double last = after.At(moneyness).Variance;
            if (last < first * (1 - Rounding))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"quotes have a total variance of {first:R} at {before.Years:R} years and of {last:R} at {after.Years:R} years, at a strike of {Math.Exp(moneyness):R} times the forward; it must not fall with time."), name);
            }
        }
    }
}
