using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Legs;

/// <summary>A book at a moment, as a function of the price.</summary>
/// <remarks>
/// The reserves are those of the tangent: delta in token 0, the rest in token 1; of what is owed they are negative. Where a book holds options its value is not concave. What loans, margins
/// and tokens add is a straight line, so that the value over hold is that of liquidity, options and protection.
/// </remarks>
public sealed class BookValueCurve : ValueCurve
{
    private readonly Book _book;
    private readonly double _years;
    private readonly double[] _kinks;

    /// <summary>A book at a moment.</summary>
    /// <param name="book">The book.</param>
    /// <param name="years">The moment, in years; not before that of any leg.</param>
    public BookValueCurve(Book book, double years)
    {
        ArgumentNullException.ThrowIfNull(book);
        Positive.RequireOrZero(years);
        (_book, _years) = (book, years);
        _kinks = [.. book.Legs.SelectMany(static leg => leg.Kinks).Distinct().Order()];
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<double> Kinks => _kinks;

    /// <inheritdoc/>
    public override ActiveRange? ActiveRange => Curves.ActiveRange.Around(Liquidity);

    /// <inheritdoc/>
    public override bool IsClaim => Liquidity.Any(static curve => curve.IsClaim);

    /// <inheritdoc/>
    public override bool EarnsAt(double price) => Liquidity.Any(curve => curve.EarnsAt(price));

    /// <inheritdoc/>
    public override double Value(double price) => _book.Value(At(price));

    /// <inheritdoc/>
    public override double Delta(double price) => _book.Delta(At(price));

    /// <inheritdoc/>
    public override double Gamma(double price)
    {
        MarketState state = At(price);
        return _book.Legs.Sum(leg => leg.Gamma(state));
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        double delta = Delta(price);
        return new Reserves(delta, Value(price) - (delta * price));
    }

    /// <inheritdoc/>
    public override double ValueOverHold(double entryPrice, double price)
    {
        (MarketState entry, MarketState now) = (At(entryPrice), At(price));
        return _book.Legs.Sum(leg => leg.ValueOverHold(entry, now));
    }

    private IEnumerable<ValueCurve> Liquidity => _book.Legs.OfType<LiquidityLeg>().Select(static leg => leg.Curve);

    private MarketState At(double price)
    {
        RequirePrice(price);
        return new MarketState(price, _years);
    }
}
