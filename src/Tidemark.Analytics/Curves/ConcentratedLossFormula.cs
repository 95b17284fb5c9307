using System.Runtime.Intrinsics;

namespace Tidemark.Analytics.Curves;

/// <summary>The impermanent loss of a concentrated position by the value of holding, on one denominator and with all prices by the entry's.</summary>
internal readonly struct ConcentratedLossFormula : IPriceFormula
{
    private readonly ConcentratedCurve _curve;
    private readonly double _entryPrice;
    private readonly Reserves _held;
    private readonly Vector512<double> _lower;
    private readonly Vector512<double> _upper;
    private readonly Vector512<double> _entry;
    private readonly Vector512<double> _byEntry;
    private readonly Vector512<double> _heldShort0;
    private readonly Vector512<double> _heldShort1;

    public ConcentratedLossFormula(ConcentratedCurve curve, double entryPrice)
    {
        _curve = curve;
        _entryPrice = entryPrice;
        _held = curve.Reserves(entryPrice);
        double entry = Math.Clamp(entryPrice, curve.LowerPrice, curve.UpperPrice);
        double entryRoot = Math.Sqrt(entry);
        _lower = Vector512.Create(curve.LowerPrice);
        _upper = Vector512.Create(curve.UpperPrice);
        _entry = Vector512.Create(entry);
        _byEntry = Vector512.Create(1 / entry);
        _heldShort0 = Vector512.Create(-_held.Amount0 / curve.Liquidity * entryRoot);
        _heldShort1 = Vector512.Create(-_held.Amount1 / curve.Liquidity / entryRoot);
    }

    public double At(double price) => LossFraction.Of(_curve.ValueOverHold(_entryPrice, price), _held.Value(price));

    public Vector512<double> At(Vector512<double> prices)
    {
        var end = Vector512.MinNative(Vector512.MaxNative(prices, _lower), _upper);
        var root = Vector512.Sqrt(end * _byEntry);
        Vector512<double> roots = root + Vector512<double>.One;
        Vector512<double> growth = (end - _entry) * _byEntry;
        Vector512<double> beyond = (prices - end) * _byEntry;
        Vector512<double> heldShort = (prices * _byEntry * _heldShort0) + _heldShort1;
        return LossFraction.Bounded(growth * ((growth * root) + (beyond * roots)) / (roots * roots * root * heldShort));
    }
}
