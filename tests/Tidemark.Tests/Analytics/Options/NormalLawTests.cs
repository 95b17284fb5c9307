using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

/// <summary>Against values computed with 40 digits.</summary>
public sealed class NormalLawTests
{
    [Theory]
    [InlineData(0.5, 3.08537538725986882e-01)]
    [InlineData(1, 1.58655253931457046e-01)]
    [InlineData(2, 2.27501319481792086e-02)]
    [InlineData(3, 1.34989803163009458e-03)]
    [InlineData(5, 2.86651571879193912e-07)]
    [InlineData(10, 7.61985302416052545e-24)]
    [InlineData(20, 2.75362411860623374e-89)]
    [InlineData(37, 5.72557122252457710e-300)]
    public void Below_ManyDigits_BothTails(double z, double tail)
    {
        Close.Relative(tail, NormalLaw.Below(-z), 2e-13);
        Close.Relative(1 - tail, NormalLaw.Below(z), 1e-15);
        Close.Relative(tail, NormalLaw.Between(z, double.PositiveInfinity), 2e-13);
        Close.Relative(tail, NormalLaw.Between(double.NegativeInfinity, -z), 2e-13);
    }

    [Theory]
    [InlineData(1e-10, -6.3613409024040562)]
    [InlineData(0.001, -3.0902323061678135)]
    [InlineData(0.3, -0.52440051270804078)]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.9599639845400542)]
    public void Quantile_ManyDigits_Agrees(double probability, double z) => Close.Absolute(z, NormalLaw.Quantile(probability), 1e-14 * (1 + Math.Abs(z)));

    [Fact]
    public void Between_UpsideDown_IsZero() => Assert.Equal(0, NormalLaw.Between(1, -1));

    [Fact]
    public void Density_IsTheSlopeOfBelow()
    {
        foreach (double z in new[] { -3.0, -0.4, 0, 1.7 })
        {
            Close.Relative((NormalLaw.Below(z + 1e-5) - NormalLaw.Below(z - 1e-5)) / 2e-5, NormalLaw.Density(z), 1e-8);
        }
    }
}
