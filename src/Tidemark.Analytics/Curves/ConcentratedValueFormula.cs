using System.Runtime.Intrinsics;

namespace Tidemark.Analytics.Curves;

/// <summary>
/// The value of a concentrated position without a division: <c>L ((b - s) (p / s) / b + s - a)</c>, where <c>p / s</c>, the price over its root brought into
/// the range, is the lesser of <c>sqrt(p)</c> and <c>p / a</c> wherever there is token 0.
/// </summary>
internal readonly struct ConcentratedValueFormula(ConcentratedCurve curve) : IPriceFormula
{
    private readonly Vector512<double> _lowerRoot = Vector512.Create(Math.Sqrt(curve.LowerPrice));
    private readonly Vector512<double> _upperRoot = Vector512.Create(Math.Sqrt(curve.UpperPrice));
    private readonly Vector512<double> _byLowerRoot = Vector512.Create(1 / Math.Sqrt(curve.LowerPrice));
    private readonly Vector512<double> _byUpperRoot = Vector512.Create(1 / Math.Sqrt(curve.UpperPrice));
    private readonly Vector512<double> _liquidity = Vector512.Create(curve.Liquidity);

    public double At(double price) => curve.Value(price);

    public Vector512<double> At(Vector512<double> prices)
    {
        var root = Vector512.Sqrt(prices);
        var inside = Vector512.MinNative(Vector512.MaxNative(root, _lowerRoot), _upperRoot);
        Vector512<double> amount0Value = (_upperRoot - inside) * _byUpperRoot * Vector512.MinNative(root, prices * _byLowerRoot);
        return _liquidity * (amount0Value + (inside - _lowerRoot));
    }
}
