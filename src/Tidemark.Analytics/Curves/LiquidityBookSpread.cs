namespace Tidemark.Analytics.Curves;

/// <summary>What part of each token goes into which bin.</summary>
internal sealed class LiquidityBookSpread
{
    private const double WeightAtEdge = 0.1;

    private readonly int _activeId;
    private readonly int _lowerId;
    private readonly double[] _weights;

    public LiquidityBookSpread(int activeId, int lowerId, int upperId, LiquidityBookShape shape)
    {
        if (lowerId > upperId)
        {
            throw new ArgumentOutOfRangeException(nameof(upperId), upperId, $"The range of bins from {lowerId} to {upperId} is upside down; the upper bin must not be below the lower one.");
        }
        _activeId = activeId;
        _lowerId = lowerId;
        _weights = new double[upperId - lowerId + 1];
        for (int i = 0; i < _weights.Length; i++)
        {
            int id = lowerId + i;
            _weights[i] = Weight(shape, Math.Abs(id - activeId), Math.Abs((id > activeId ? upperId : lowerId) - activeId));
        }
    }

    public LiquidityBookBin[] Of(Reserves amounts)
    {
        Positive.RequireOrZero(amounts.Amount0, nameof(amounts));
        Positive.RequireOrZero(amounts.Amount1, nameof(amounts));
        bool isBoth = amounts.Amount0 > 0 && amounts.Amount1 > 0;
        Reserves total = Total(isBoth);
        RequireTaken(amounts, total);
        List<LiquidityBookBin> bins = [];
        for (int i = 0; i < _weights.Length; i++)
        {
            Reserves weight = Weights(i, isBoth);
            LiquidityBookBin bin = new(
                _lowerId + i,
                weight.Amount0 > 0 ? amounts.Amount0 * (weight.Amount0 / total.Amount0) : 0,
                weight.Amount1 > 0 ? amounts.Amount1 * (weight.Amount1 / total.Amount1) : 0);
            if (bin.Amount0 > 0 || bin.Amount1 > 0)
            {
                bins.Add(bin);
            }
        }
        return [.. bins];
    }

    /// <summary>Amounts of this value that fill the active bin half and half, and the others in the shape's proportion to it.</summary>
    public Reserves AmountsOfValue(double value, double activePrice)
    {
        Reserves weights = Total(isBoth: true);
        double sum = weights.Amount0 + weights.Amount1;
        return new Reserves(value * (weights.Amount0 / sum) / activePrice, value * (weights.Amount1 / sum));
    }

    private static double Weight(LiquidityBookShape shape, int distance, int radius) => shape switch
    {
        LiquidityBookShape.Spot => 1,
        LiquidityBookShape.BidAsk => distance + 1.0,
        LiquidityBookShape.Curve => distance == 0 ? 1 : Math.Pow(WeightAtEdge, (double)distance / radius * distance / radius),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, $"The shape {shape} is none of Spot, Curve and BidAsk."),
    };

    private static void RequireTaken(Reserves amounts, Reserves weights)
    {
        string? wrong = amounts == default ? "Nothing is put in."
            : amounts.Amount0 > 0 && weights.Amount0 == 0 ? "Token 0 is put in, and the whole range is below the active bin; it takes only token 1."
            : amounts.Amount1 > 0 && weights.Amount1 == 0 ? "Token 1 is put in, and the whole range is above the active bin; it takes only token 0."
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException(wrong, nameof(amounts));
        }
    }

    private Reserves Weights(int index, bool isBoth)
    {
        int id = _lowerId + index;
        double weight = _weights[index] * (id == _activeId && isBoth ? 0.5 : 1);
        return new Reserves(id >= _activeId ? weight : 0, id <= _activeId ? weight : 0);
    }

    private Reserves Total(bool isBoth)
    {
        Reserves total = default;
        for (int i = 0; i < _weights.Length; i++)
        {
            Reserves weights = Weights(i, isBoth);
            total = new Reserves(total.Amount0 + weights.Amount0, total.Amount1 + weights.Amount1);
        }
        return total;
    }
}
