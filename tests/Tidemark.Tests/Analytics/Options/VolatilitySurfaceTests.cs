using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class VolatilitySurfaceTests
{
    private const double Price = 2000;
    private const double Rate = 0.04;

    private static readonly VolatilityQuote[] Quotes =
    [
        new(0.25, 2500, 0.82), new(0.25, 1500, 0.95), new(0.25, 2000, 0.8),
        new(1, 1000, 0.9), new(1, 2000, 0.75), new(1, 4000, 0.85),
    ];

    private static VolatilitySurface Surface { get; } = new(Price, Quotes, Rate);

    [Fact]
    public void Volatility_AtTheQuotes_IsQuoted() =>
        Assert.All(Quotes, quote => Close.Relative(quote.VolatilityAnnual, Surface.Volatility(quote.Strike, quote.Years), 1e-13));

    /// <summary>Between two quotes of an expiry, and beyond them, by hand.</summary>
    [Fact]
    public void Volatility_BetweenStrikes_IsLinearInTotalVariance()
    {
        double part = Math.Log(1700 / 1500.0) / Math.Log(2000 / 1500.0);
        double variance = (0.95 * 0.95) + (part * ((0.8 * 0.8) - (0.95 * 0.95)));
        Close.Relative(Math.Sqrt(variance), Surface.Volatility(1700, 0.25), 1e-13);
        Close.Relative(0.95, Surface.Volatility(10, 0.25), 1e-13);
        Close.Relative(0.82, Surface.Volatility(1e6, 0.25), 1e-13);
    }

    [Fact]
    public void Volatility_BetweenExpiries_IsLinearInTotalVarianceAtTheSameMoneyness()
    {
        // At the forward: 2000 has a log-moneyness of -rate T, so the strike at log-moneyness zero moves with the time.
        double first = Surface.Volatility(Price * Math.Exp(Rate * 0.25), 0.25);
        double last = Surface.Volatility(Price * Math.Exp(Rate), 1);
        double variance = ((first * first * 0.25 * 2) + (last * last)) / 3;
        Close.Relative(Math.Sqrt(variance / 0.5), Surface.Volatility(Price * Math.Exp(Rate * 0.5), 0.5), 1e-13);
        Close.Relative(first, Surface.Volatility(Price * Math.Exp(Rate * 0.01), 0.01), 1e-13);
        Close.Relative(last, Surface.Volatility(Price * Math.Exp(Rate * 3), 3), 1e-13);
    }

    [Fact]
    public void TotalVariance_AtTheSameMoneyness_NeverFallsWithTime()
    {
        for (double moneyness = -3; moneyness <= 3; moneyness += 0.05)
        {
            double before = 0;
            for (double years = 0.02; years < 2; years += 0.02)
            {
                double volatility = Surface.Volatility(Price * Math.Exp((Rate * years) + moneyness), years);
                Assert.True(volatility * volatility * years >= before);
                before = volatility * volatility * years;
            }
        }
    }

    [Theory]
    [InlineData(2000, 2000, 0.25)]
    [InlineData(1500, 2300, 0.6)]
    [InlineData(3000, 900, 2)]
    [InlineData(2000, 2000, 0.01)]
    public void Option_PutAndCall_KeepParity(double price, double strike, double years)
    {
        OptionReport call = Surface.Option(OptionKind.Call, price, strike, years);
        OptionReport put = Surface.Option(OptionKind.Put, price, strike, years);
        Close.Absolute(price - (strike * Math.Exp(-Rate * years)), call.Value - put.Value, 1e-9);
        Close.Absolute(1, call.Delta - put.Delta, 1e-12);
        Close.Absolute(0, call.Gamma - put.Gamma, 1e-12);
        Close.Absolute(-Rate * strike * Math.Exp(-Rate * years), call.ThetaAnnual - put.ThetaAnnual, 1e-6);
    }

    [Theory]
    [InlineData(OptionKind.Call, 2100, 1900, 0.5)]
    [InlineData(OptionKind.Put, 2100, 1900, 0.5)]
    [InlineData(OptionKind.Put, 1800, 2300, 0.1)]
    [InlineData(OptionKind.Call, 2100, 3000, 1.7)]
    public void Option_Greeks_AreFiniteDifferences(OptionKind kind, double price, double strike, double years)
    {
        OptionReport option = Surface.Option(kind, price, strike, years);
        double up = Surface.Option(kind, price + 0.5, strike, years).Value;
        double down = Surface.Option(kind, price - 0.5, strike, years).Value;
        Close.Relative(up - down, option.Delta, 1e-6);
        Close.Relative((up - (2 * option.Value) + down) * 4, option.Gamma, 1e-4);
        Close.Relative((Surface.Option(kind, price, strike, years - 1e-5).Value - Surface.Option(kind, price, strike, years + 1e-5).Value) / 2e-5, option.ThetaAnnual, 1e-5);
        VolatilitySurface shifted = new(Price, [.. Quotes.Select(quote => quote with { VolatilityAnnual = quote.VolatilityAnnual + 1e-5 })], Rate);
        double bump = shifted.Volatility(strike, years) - Surface.Volatility(strike, years);
        Close.Relative((shifted.Option(kind, price, strike, years).Value - option.Value) / bump, option.Vega, 1e-4);
    }

    [Fact]
    public void Flat_AnyStrikeAndTime_IsBlackScholes()
    {
        VolatilitySurface flat = VolatilitySurface.Flat(0.8, Rate);
        foreach (double years in new[] { 0.1, 1, 5 })
        {
            OptionReport expected = BlackScholes.Of(OptionKind.Put, 2000, 1700, 0.8, years, Rate);
            OptionReport found = flat.Option(OptionKind.Put, 2000, 1700, years);
            Close.Relative(expected.Value, found.Value, 1e-13);
            Close.Relative(expected.ThetaAnnual, found.ThetaAnnual, 1e-10);
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Equal("quotes", Assert.Throws<ArgumentException>(() => new VolatilitySurface(1, [])).ParamName);
        ArgumentException twice = Assert.Throws<ArgumentException>(() => new VolatilitySurface(1, [new(1, 2, 0.5), new(1, 2, 0.6)]));
        Assert.Contains("the strike 2 at 1 years twice", twice.Message, StringComparison.Ordinal);
        ArgumentException falls = Assert.Throws<ArgumentException>(() => new VolatilitySurface(1, [new(0.25, 1, 1), new(1, 1, 0.49)]));
        Assert.Contains("total variance of 0.25 at 0.25 years", falls.Message, StringComparison.Ordinal);
        Assert.Equal("quotes[1].VolatilityAnnual", Assert.Throws<ArgumentOutOfRangeException>(() => new VolatilitySurface(1, [new(1, 1, 1), new(1, 2, 0)])).ParamName);
        Assert.Equal("quotes[0].Years", Assert.Throws<ArgumentOutOfRangeException>(() => new VolatilitySurface(1, [new(double.NaN, 1, 1)])).ParamName);
        Assert.Equal("strike", Assert.Throws<ArgumentOutOfRangeException>(() => Surface.Volatility(0, 1)).ParamName);
        Assert.Equal("years", Assert.Throws<ArgumentOutOfRangeException>(() => Surface.Option(OptionKind.Put, 1, 1, 0)).ParamName);
        Assert.Equal("kind", Assert.Throws<ArgumentOutOfRangeException>(() => Surface.Option((OptionKind)9, 1, 1, 1)).ParamName);
    }
}
