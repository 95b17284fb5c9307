using System.Runtime.Intrinsics;

namespace Tidemark.Analytics.Curves;

/// <summary>A figure of a curve as a function of the price, for one price and for eight at once.</summary>
internal interface IPriceFormula
{
    double At(double price);

    Vector512<double> At(Vector512<double> prices);
}
