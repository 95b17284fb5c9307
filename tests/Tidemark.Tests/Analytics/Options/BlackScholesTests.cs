using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class BlackScholesTests
{
    public static TheoryData<OptionKind, double, double> Options => new()
    {
        { OptionKind.Call, 100, 0.05 },
        { OptionKind.Put, 100, 0.05 },
        { OptionKind.Call, 140, 0 },
        { OptionKind.Put, 80, -0.02 },
    };

    [Fact]
    public void Of_TextbookOption_HasTheTextbookValue()
    {
        // The usual example; its values are printed to four places.
        Close.Absolute(10.4506, BlackScholes.Of(OptionKind.Call, 100, 100, 0.2, 1, 0.05).Value, 5e-5);
        Close.Absolute(5.5735, BlackScholes.Of(OptionKind.Put, 100, 100, 0.2, 1, 0.05).Value, 5e-5);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(55)]
    [InlineData(180)]
    public void Of_PutAndCall_AreInParity(double strike)
    {
        OptionReport call = BlackScholes.Of(OptionKind.Call, 100, strike, 0.6, 0.7, 0.04);
        OptionReport put = BlackScholes.Of(OptionKind.Put, 100, strike, 0.6, 0.7, 0.04);
        Close.Absolute(100 - (strike * Math.Exp(-0.028)), call.Value - put.Value, 1e-12);
        Close.Absolute(1, call.Delta - put.Delta, 1e-14);
        Close.Relative(call.Gamma, put.Gamma, 1e-14);
        Close.Relative(call.Vega, put.Vega, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Of_AnyOption_ValueIsTheDiscountedMeanPayoff(OptionKind kind, double strike, double rate)
    {
        // Trapezoids over the standard normal variable; the kink costs the square of the step.
        const int Steps = 200_000;
        const double Width = 20.0 / Steps;
        double mean = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double score = -10 + (i * Width);
            double end = 100 * Math.Exp((rate * 0.7) - (0.18 * 0.7) + (0.6 * Math.Sqrt(0.7) * score));
            mean += Width * Math.Exp(-score * score / 2) / Math.Sqrt(2 * Math.PI) * Math.Max(0, kind == OptionKind.Call ? end - strike : strike - end);
        }
        Close.Relative(Math.Exp(-rate * 0.7) * mean, BlackScholes.Of(kind, 100, strike, 0.6, 0.7, rate).Value, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Of_Derivatives_AreFiniteDifferences(OptionKind kind, double strike, double rate)
    {
        const double Step = 1e-4;
        OptionReport option = At(100, 0.6, 0.7);
        Close.Relative((At(100 + Step, 0.6, 0.7).Value - At(100 - Step, 0.6, 0.7).Value) / (2 * Step), option.Delta, 1e-7, "delta");
        Close.Relative((At(100 + Step, 0.6, 0.7).Delta - At(100 - Step, 0.6, 0.7).Delta) / (2 * Step), option.Gamma, 1e-7, "gamma");
        Close.Relative((At(100, 0.6 + Step, 0.7).Value - At(100, 0.6 - Step, 0.7).Value) / (2 * Step), option.Vega, 1e-6, "vega");
        Close.Relative((At(100, 0.6, 0.7 - Step).Value - At(100, 0.6, 0.7 + Step).Value) / (2 * Step), option.ThetaAnnual, 1e-6, "theta");

        OptionReport At(double price, double volatility, double years) => BlackScholes.Of(kind, price, strike, volatility, years, rate);
    }

    [Fact]
    public void Of_BadInput_NamesTheParameter()
    {
        Assert.Throws<ArgumentOutOfRangeException>("kind", static () => BlackScholes.Of((OptionKind)7, 100, 100, 0.2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("price", static () => BlackScholes.Of(OptionKind.Put, 0, 100, 0.2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("strike", static () => BlackScholes.Of(OptionKind.Put, 100, double.NaN, 0.2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", static () => BlackScholes.Of(OptionKind.Put, 100, 100, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("years", static () => BlackScholes.Of(OptionKind.Put, 100, 100, 0.2, -1));
        Assert.Throws<ArgumentOutOfRangeException>("rateAnnual", static () => BlackScholes.Of(OptionKind.Put, 100, 100, 0.2, 1, -1e9));
    }
}
