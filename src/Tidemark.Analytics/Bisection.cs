namespace Tidemark.Analytics;

/// <summary>Finds where something begins, to the last bit.</summary>
internal static class Bisection
{
    /// <summary>The neighbouring numbers between which it begins.</summary>
    /// <param name="near">A number at which it is not yet so.</param>
    /// <param name="far">A number at which it is, on either side.</param>
    /// <param name="isBeyond">Whether it is so.</param>
    /// <returns>The last number at which it is not, and the first at which it is.</returns>
    public static (double Near, double Far) Between(double near, double far, Func<double, bool> isBeyond)
    {
        while (true)
        {
            double middle = near + ((far - near) / 2);
            if (!(middle > Math.Min(near, far) && middle < Math.Max(near, far)))
            {
                return (near, far);
            }
            (near, far) = isBeyond(middle) ? (near, middle) : (middle, far);
        }
    }
}
