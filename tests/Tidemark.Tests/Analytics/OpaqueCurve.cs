using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics;

/// <summary>A curve that hides what it is, so that only what holds for any curve can be used on it.</summary>
internal sealed class OpaqueCurve(ValueCurve curve) : ValueCurve
{
    public override ReadOnlyMemory<double> Kinks => curve.Kinks;

    public override Reserves Reserves(double price) => curve.Reserves(price);

    public override double Gamma(double price) => curve.Gamma(price);

    public override double ValueOverHold(double entryPrice, double price) => curve.ValueOverHold(entryPrice, price);
}
