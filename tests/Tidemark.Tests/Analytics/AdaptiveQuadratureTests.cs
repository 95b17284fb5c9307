using Tidemark.Analytics;

namespace Tidemark.Tests.Analytics;

public sealed class AdaptiveQuadratureTests
{
    [Fact]
    public void Integral_SmoothAndBentFunctions_AreClosedForms()
    {
        Close.Relative(Math.E - 1, AdaptiveQuadrature.Integral(Math.Exp, [0, 0.3, 1], 1e-13), 1e-14);
        Close.Relative(2 / 3.0, AdaptiveQuadrature.Integral(Math.Sqrt, [0, 1], 1e-13), 1e-12);
        Close.Relative((0.3 * 0.3 / 2) + (0.7 * 0.7 / 2), AdaptiveQuadrature.Integral(static x => Math.Abs(x - 0.3), [0, 1], 1e-13), 1e-12);
    }

    // No two halves of noise ever agree with the whole.
    [Fact]
    public void Integral_Noise_EndsAfterAFewThousandPanels()
    {
        int evaluations = 0;
        double found = AdaptiveQuadrature.Integral(
            x =>
            {
                evaluations++;
                return BitConverter.DoubleToInt64Bits(Math.Sin(x * 1e9)) & 1;
            },
            [0, 1, 2],
            1e-13);
        Assert.InRange(found, 0.95, 1.05);
        Assert.InRange(evaluations, 100_000, 400_000);
    }
}
