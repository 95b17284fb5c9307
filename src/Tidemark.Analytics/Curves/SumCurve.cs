namespace Tidemark.Analytics.Curves;

/// <summary>Several positions in the same two tokens, such as ranges side by side, as one.</summary>
public sealed class SumCurve : ValueCurve
{
    private readonly ValueCurve[] _parts;
    private readonly double[] _kinks;

    /// <summary>Adds up these positions.</summary>
    /// <param name="parts">One or more curves.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public SumCurve(params ReadOnlySpan<ValueCurve> parts)
    {
        _parts = parts.ToArray();
        if (_parts.Length == 0)
        {
            throw new ArgumentException("A sum of positions needs at least one.", nameof(parts));
        }
        _kinks = [.. _parts.SelectMany(static part => part.Kinks.ToArray()).Distinct().Order()];
    }

    /// <summary>The positions that are added up.</summary>
    public ReadOnlySpan<ValueCurve> Parts => _parts;

    /// <inheritdoc/>
    public override ReadOnlyMemory<double> Kinks => _kinks;

    /// <inheritdoc/>
    public override ActiveRange? ActiveRange => Curves.ActiveRange.Around(_parts);

    /// <inheritdoc/>
    public override bool IsClaim => _parts.Any(static part => part.IsClaim);

    /// <inheritdoc/>
    public override ConcentratedCurve? SingleRange => _parts is [var only] ? only.SingleRange : null;

    /// <inheritdoc/>
    public override bool EarnsAt(double price) => _parts.Any(part => part.EarnsAt(price));

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        Reserves sum = default;
        foreach (ValueCurve part in _parts)
        {
            Reserves reserves = part.Reserves(price);
            sum = new Reserves(sum.Amount0 + reserves.Amount0, sum.Amount1 + reserves.Amount1);
        }
        return sum;
    }

    /// <inheritdoc/>
    public override double Value(double price)
    {
        double sum = 0;
        foreach (ValueCurve part in _parts)
        {
            sum += part.Value(price);
        }
        return sum;
    }

    /// <inheritdoc/>
    public override double Delta(double price)
    {
        double sum = 0;
        foreach (ValueCurve part in _parts)
        {
            sum += part.Delta(price);
        }
        return sum;
    }

    /// <inheritdoc/>
    public override double Gamma(double price)
    {
        double sum = 0;
        foreach (ValueCurve part in _parts)
        {
            sum += part.Gamma(price);
        }
        return sum;
    }

    /// <inheritdoc/>
    public override double ValueOverHold(double entryPrice, double price)
    {
        double sum = 0;
        foreach (ValueCurve part in _parts)
        {
            sum += part.ValueOverHold(entryPrice, price);
        }
        return sum;
    }
}
