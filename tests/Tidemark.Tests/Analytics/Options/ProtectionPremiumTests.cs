using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class ProtectionPremiumTests
{
    private static readonly ConstantProductCurve Pool = ConstantProductCurve.FromValue(2000, 10_000);
    private static readonly ValueCurve Range = SampleCurves.Named("concentrated");

    [Fact]
    public void Of_Vectors_Agree()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("premium.v2.")];
        Assert.Equal(5, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            double deductible = vector.Inputs.TryGetProperty("deductible_fraction", out JsonElement fraction) ? fraction.GetDouble() : 0;
            ConstantProductCurve curve = ConstantProductCurve.FromValue(2000, Get("V0"));
            double found = ProtectionPremium.Of(curve, 2000, Get("sigma"), Get("T"), new ProtectionTerms(1, deductible), Get("r"));
            Close.Relative(vector.Expected.GetDouble(), found, deductible == 0 ? 1e-12 : 1e-10, vector.Name);

            double Get(string name) => vector.Inputs.GetProperty(name).GetDouble();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Of_AnyTerms_IsTheDiscountedMeanPayoff(double rate)
    {
        // Trapezoids over the standard normal variable; the kinks cost the square of the step.
        ProtectionTerms terms = new(0.75, 0.02, 0.2);
        const int Steps = 100_000;
        const double Width = 20.0 / Steps;
        foreach (ValueCurve curve in new[] { Pool, Range, SampleCurves.Named("orders"), SampleCurves.Named("weighted") })
        {
            double value = curve.Value(2000);
            double mean = 0;
            for (int i = 0; i <= Steps; i++)
            {
                double score = -10 + (i * Width);
                double loss = -curve.ValueOverHold(2000, 2000 * Math.Exp((rate * 0.5) - (0.32 * 0.5) + (0.8 * Math.Sqrt(0.5) * score)));
                double paid = Math.Max(0, loss - (0.02 * value)) - Math.Max(0, loss - (0.2 * value));
                mean += Width * Math.Exp(-score * score / 2) / Math.Sqrt(2 * Math.PI) * paid;
            }
            Close.Relative(0.75 * Math.Exp(-rate * 0.5) * mean, ProtectionPremium.Of(curve, 2000, 0.8, 0.5, terms, rate), 1e-6);
        }
    }

    [Fact]
    public void Of_LossesBelowAndAboveACap_AddUpToTheWhole()
    {
        double whole = Premium(new ProtectionTerms(1));
        double layers = Premium(new ProtectionTerms(1, 0, 0.05)) + Premium(new ProtectionTerms(1, 0.05, 0.3)) + Premium(new ProtectionTerms(1, 0.3));
        Close.Relative(whole, layers, 1e-9);
        Close.Relative(whole / 4, Premium(new ProtectionTerms(0.25)), 1e-15);
        Assert.Equal(0, Premium(default));
        Assert.Equal(0, Premium(new ProtectionTerms(1, 0.1, 0.1)));

        static double Premium(ProtectionTerms terms) => ProtectionPremium.Of(Range, 2000, 0.8, 0.25, terms, 0.03);
    }

    [Fact]
    public void Of_BadInput_NamesTheParameter()
    {
        Assert.Throws<ArgumentNullException>("curve", static () => ProtectionPremium.Of(null!, 2000, 0.8, 1, ProtectionTerms.Full));
        Assert.Throws<ArgumentOutOfRangeException>("price", static () => ProtectionPremium.Of(Pool, 0, 0.8, 1, ProtectionTerms.Full));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", static () => ProtectionPremium.Of(Pool, 2000, -1, 1, ProtectionTerms.Full));
        Assert.Throws<ArgumentOutOfRangeException>("years", static () => ProtectionPremium.Of(Pool, 2000, 0.8, -1, ProtectionTerms.Full));
        Assert.Throws<ArgumentOutOfRangeException>("rateAnnual", static () => ProtectionPremium.Of(Pool, 2000, 0.8, 1, ProtectionTerms.Full, double.NaN));
        foreach (ProtectionTerms terms in new ProtectionTerms[] { new(1.1), new(double.NaN), new(1, -0.1), new(1, double.PositiveInfinity), new(1, 0.2, 0.1), new(1, 0, double.NaN) })
        {
            Assert.Throws<ArgumentOutOfRangeException>("terms", () => ProtectionPremium.Of(Pool, 2000, 0.8, 1, terms));
        }
    }
}
