using System.Text.Json;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Options;

namespace Tidemark.Tests.Analytics.Options;

public sealed class StaticReplicationTests
{
    private static readonly ValueCurve Range = SampleCurves.Named("concentrated");

    public static TheoryData<string> CurveNames => SampleCurves.Names;

    [Theory]
    [InlineData("replication.discrete.n=5")]
    [InlineData("replication.discrete.n=20")]
    public void Payoff_FewStrikes_AgreesWithVector(string name)
    {
        Vectors.Vector vector = Vectors.Named(name);
        double price = Get(vector.Inputs, "P");
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, vector.Inputs.GetProperty("strikes_per_side").GetInt32());
        Close.Relative(Get(vector.Expected, "strip"), found.Payoff(price), 1e-12, name);
        Close.Absolute(Get(vector.Expected, "strip") - Get(vector.Expected, "exact"), found.Residual(price), 1e-10, name);
    }

    [Fact]
    public void Payoff_OnEdgesAndBeyondTheRange_AgreesWithVectors()
    {
        Vectors.Vector[] vectors = [.. Vectors.WithPrefix("replication.v3.")];
        Assert.Equal(3, vectors.Length);
        foreach (Vectors.Vector vector in vectors)
        {
            // The price is the highest edge or the range is over there; options beyond the price pay nothing.
            double price = Get(vector.Inputs, "P");
            StaticReplication found = StaticReplication.Of(Range, 2000, 1600, price is > 2000 and < 2500 ? price : 2500, 7);
            Close.Relative(Get(vector.Expected, "IL_dollar_from_option_strip"), found.Payoff(price), 1e-12, vector.Name);
            Close.Relative(Get(vector.Expected, "calls_total"), StaticReplication.Of(Range, 2000, 1600, 2500, 7).Options.Sum(static option => option.Quantity), 1e-12, vector.Name);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Residual_OnEveryEdge_IsNothing(string name)
    {
        StaticReplication found = StaticReplication.Of(SampleCurves.Named(name), 2000, 500, 8000, 8);
        for (int cell = -8; cell <= 8; cell++)
        {
            Close.Absolute(0, found.Residual(2000 + (cell * (cell < 0 ? 187.5 : 750))), 1e-9, name);
        }
    }

    [Theory]
    [MemberData(nameof(CurveNames))]
    public void Residual_DenserStrikes_GoesToNothing(string name)
    {
        ValueCurve curve = SampleCurves.Named(name);
        // Cells narrower than every range: from there on the error falls at least with the width, which shrinks to a sixteenth.
        double coarse = Worst(100);
        double dense = Worst(1600);
        Assert.True(dense <= (coarse / 8) + 1e-8, $"{name}: {coarse:R}, then {dense:R}");

        double Worst(int strikes)
        {
            StaticReplication found = StaticReplication.Of(curve, 2000, 500, 8000, strikes);
            double worst = 0;
            for (int i = 0; i < 5000; i++)
            {
                double residual = found.Residual(500 * Math.Pow(16, i / 4999.0));
                Assert.InRange(residual, -10_000, 1e-8);
                worst = Math.Max(worst, -residual);
            }
            return worst;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Cost_DenseStrikes_IsThePremium(double rate)
    {
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, 500);
        Close.Relative(ProtectionPremium.Of(Range, 2000, 0.8, 0.25, ProtectionTerms.Full, rate), found.Cost(0.8, 0.25, rate), 1e-5);
    }

    [Fact]
    public void Of_BadInput_NamesTheParameter()
    {
        Assert.Throws<ArgumentNullException>("curve", static () => StaticReplication.Of(null!, 2000, 1600, 2500, 5));
        Assert.Throws<ArgumentOutOfRangeException>("entryPrice", static () => StaticReplication.Of(Range, double.NaN, 1600, 2500, 5));
        Assert.Throws<ArgumentOutOfRangeException>("lowestStrike", static () => StaticReplication.Of(Range, 2000, 2000, 2500, 5));
        Assert.Throws<ArgumentOutOfRangeException>("highestStrike", static () => StaticReplication.Of(Range, 2000, 1600, 2000, 5));
        Assert.Throws<ArgumentOutOfRangeException>("strikesPerSide", static () => StaticReplication.Of(Range, 2000, 1600, 2500, 0));
        Assert.Throws<ArgumentOutOfRangeException>("strikesPerSide", static () => StaticReplication.Of(Range, 2000, 1600, 2500, int.MaxValue));
        StaticReplication found = StaticReplication.Of(Range, 2000, 1600, 2500, 5);
        Assert.Throws<ArgumentOutOfRangeException>("price", () => found.Payoff(-1));
        Assert.Throws<ArgumentOutOfRangeException>("volatilityAnnual", () => found.Cost(0, 1));
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
