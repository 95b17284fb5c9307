namespace Tidemark.Analytics.Curves;

/// <summary>An equation for the depth <c>s = -ln K0</c> of a CryptoSwap pool: how far it is from its peg.</summary>
internal interface IDepthEquation
{
    /// <summary>The logarithm of the left side less that of the right one, which falls with the depth, and its slope by the logarithm of the depth.</summary>
    (double Residual, double Slope) At(double depth);
}
