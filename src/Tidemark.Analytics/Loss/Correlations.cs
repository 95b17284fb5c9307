using System.Globalization;

namespace Tidemark.Analytics.Loss;

/// <summary>Refuses what cannot be a matrix of correlations.</summary>
internal static class Correlations
{
    private const double Tolerance = 1e-9;

    /// <summary>Checks rows after one another: length, diagonal, symmetry, and by a Cholesky decomposition that no portfolio has a negative variance.</summary>
    public static void Require(ReadOnlySpan<double> rows, int count, string name)
    {
        if (rows.Length != count * count)
        {
            throw new ArgumentException($"{name} has {rows.Length} entries; {count} tokens need {count * count}, row by row.", name);
        }
        double[] root = new double[rows.Length];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                RequireEntry(rows, count, i, j, name);
                double rest = rows[(i * count) + j];
                for (int k = 0; k < j; k++)
                {
                    rest -= root[(i * count) + k] * root[(j * count) + k];
                }
                double pivot = root[(j * count) + j];
                root[(i * count) + j] = i == j ? Math.Sqrt(Math.Max(0, rest)) : pivot * pivot > Tolerance ? rest / pivot : 0;
                if (i == j ? rest < -Tolerance : pivot * pivot <= Tolerance && Math.Abs(rest) > Math.Sqrt(Tolerance))
                {
                    throw new ArgumentException($"{name} cannot be: some portfolio of the tokens would have a negative variance.", name);
                }
            }
        }
    }

    private static void RequireEntry(ReadOnlySpan<double> rows, int count, int i, int j, string name)
    {
        double entry = rows[(i * count) + j];
        double mirrored = rows[(j * count) + i];
        if (!(Math.Abs(entry) <= 1) || !(Math.Abs(entry - mirrored) <= Tolerance) || (i == j && Math.Abs(entry - 1) > Tolerance))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} has {entry:R} and {mirrored:R} between tokens {i} and {j}; correlations are from -1 to 1, the same both ways, and 1 with itself."), name);
        }
    }
}
