using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics.Curves;

/// <summary>A curve and the price it is made for.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="Price">A price in its middle.</param>
/// <param name="Rough">Whether the amounts jump at a kink or gamma is infinite there, so that no quadrature of gamma leads across it.</param>
/// <param name="GammaIsMean">Whether gamma is the mean over a step of the amounts and not their slope.</param>
/// <param name="IsClaim">Whether somebody else pays for it, so that it need not sell what rises.</param>
internal sealed record CatalogueEntry(ValueCurve Curve, double Price, bool Rough = false, bool GammaIsMean = false, bool IsClaim = false);
