using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Options;

/// <summary>Where the cells of a replicating portfolio end so that they leave as little of the loss as so many can.</summary>
/// <remarks>
/// What a cell leaves in the mean goes with the third power of its width, times what the pool sells by unit of price in it, times the probability density of the price
/// there. So the least is left where the number of cells by unit of price goes with the cube root of both: the rule of optimal quantisation (Panter and Dite 1951).
/// </remarks>
/// <param name="curve">The position.</param>
/// <param name="entryPrice">The price at which the tokens were deposited.</param>
/// <param name="volatilityAnnual">The volatility.</param>
/// <param name="years">The time to expiry.</param>
internal sealed class ReplicationCells(ValueCurve curve, double entryPrice, double volatilityAnnual, double years)
{
    /// <summary>Steps of the integral for each cell, and at least so many in all.</summary>
    private const int StepsPerCell = 8;
    private const int FewestSteps = 4096;

    /// <summary>The edges between the entry and a far price, ascending; at most so many cells that trade.</summary>
    public double[] Edges(double farPrice, int cells)
    {
        double[] edges = AroundJumps(Math.Min(entryPrice, farPrice), Math.Max(entryPrice, farPrice), cells) ?? Densest(farPrice, cells);
        Array.Sort(edges);
        return edges;
    }

    /// <summary>A cell around each price at which the amounts jump; null where they also change in between, or there are more jumps than cells.</summary>
    private double[]? AroundJumps(double lowerPrice, double upperPrice, int cells)
    {
        double[] jumps = [.. curve.Kinks.Span];
        jumps = [.. jumps.Where(jump => jump >= lowerPrice && jump <= upperPrice)];
        double[] bounds = [lowerPrice, .. jumps, upperPrice];
        List<double> edges = [lowerPrice];
        int trading = 0;
        for (int i = 1; i < bounds.Length; i++)
        {
            double width = bounds[i] - bounds[i - 1];
            double middle = bounds[i - 1] + (width / 2);
            double quarter = bounds[i - 1] + (width / 4);
            if (quarter > bounds[i - 1] && middle < bounds[i] && curve.Reserves(quarter).Amount0 != curve.Reserves(middle).Amount0)
            {
                return null;
            }
            double edge = i == bounds.Length - 1 ? upperPrice : i == 1 ? lowerPrice : middle;
            trading += curve.Reserves(edges[^1]).Amount0 != curve.Reserves(edge).Amount0 ? 1 : 0;
            edges.Add(edge);
        }
        return trading <= cells ? [.. edges] : null;
    }

    private double[] Densest(double farPrice, int cells)
    {
        int steps = Math.Max(FewestSteps, StepsPerCell * cells);
        double[] prices = new double[steps + 1];
        double[] weights = new double[steps + 1];
        double width = Math.Log(farPrice / entryPrice);
        double deviation = volatilityAnnual * Math.Sqrt(years);
        prices[0] = entryPrice;
        double before = curve.Reserves(entryPrice).Amount0;
        for (int i = 1; i <= steps; i++)
        {
            double part = (double)i / steps;
            // Shorter steps near the entry, where a short time or a peaked curve has all of the loss.
            prices[i] = i == steps ? farPrice : entryPrice * Math.Exp(width * part * part * part);
            double after = curve.Reserves(prices[i]).Amount0;
            double step = Math.Abs(prices[i] - prices[i - 1]);
            double deviations = (Math.Log(prices[i] / entryPrice) / deviation) + (deviation / 2);
            double likelihood = Math.Exp(-deviations * deviations / 2) / prices[i];
            weights[i] = weights[i - 1] + (step > 0 ? step * Math.Cbrt(Math.Abs(before - after) / step * likelihood) : 0);
            before = after;
        }
        List<double> edges = [entryPrice];
        int next = 1;
        for (int cell = 1; cell < cells; cell++)
        {
            double wanted = weights[steps] * cell / cells;
            while (next < steps && weights[next] < wanted)
            {
                next++;
            }
            if (next < steps && prices[next] != edges[^1])
            {
                edges.Add(prices[next]);
            }
        }
        return [.. edges, farPrice];
    }
}
