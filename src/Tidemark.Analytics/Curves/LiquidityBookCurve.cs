namespace Tidemark.Analytics.Curves;

/// <summary>
/// Liquidity Book bins (Trader Joe, LFJ): constant sum <c>L_i = p_i x + y</c> in each, so that a bin whose price is below the market's holds token 1 only,
/// and one above it token 0 only.
/// </summary>
/// <remarks>
/// Without fees a bin's composition is undetermined where the market is exactly at its price. There the share of token 0 that was put into the active bin
/// applies, so that with <see cref="ActivePrice"/> as the entry the position holds what was put in.
/// Source: Trader Joe, Liquidity Book whitepaper (2022); joe-v2 <c>BinHelper.sol</c>.
/// </remarks>
public sealed class LiquidityBookCurve : ValueCurve
{
    private readonly double[] _prices;
    private readonly double[] _widths;
    private readonly double[] _full0;
    private readonly double[] _full0From;
    private readonly double[] _full1Below;
    private readonly double _share0;
    private readonly BinLosses _losses;

    /// <summary>A position with these amounts in these bins.</summary>
    /// <param name="pair">The pair's grid.</param>
    /// <param name="activeId">The bin in which the market was when the amounts were put in.</param>
    /// <param name="bins">One or more bins in any order, each once and none empty.</param>
    /// <exception cref="ArgumentException">There is no bin, one is given twice or is empty, or a bin holds a token that the contract does not take there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative or not finite, or the pair has no bin of an id.</exception>
    public LiquidityBookCurve(LiquidityBookPair pair, int activeId, params ReadOnlySpan<LiquidityBookBin> bins)
    {
        LiquidityBookBin[] ascending = bins.ToArray();
        Array.Sort(ascending, static (left, right) => left.Id.CompareTo(right.Id));
        RequireBins(ascending, activeId);
        ActivePrice = pair.Price(activeId);
        _prices = [.. ascending.Select(bin => pair.Price(bin.Id))];
        _widths = [.. ascending.Select(bin => pair.Price(bin.Id + 1) - pair.Price(bin.Id))];
        _full0 = new double[ascending.Length];
        _full0From = new double[ascending.Length + 1];
        _full1Below = new double[ascending.Length + 1];
        for (int i = 0; i < ascending.Length; i++)
        {
            LiquidityBookBin bin = ascending[i];
            _full0[i] = bin.Amount0 + (bin.Amount1 / _prices[i]);
            _full1Below[i + 1] = _full1Below[i] + (_prices[i] * bin.Amount0) + bin.Amount1;
            _share0 = bin.Id == activeId ? bin.Amount0 / _full0[i] : _share0;
        }
        for (int i = ascending.Length - 1; i >= 0; i--)
        {
            _full0From[i] = _full0From[i + 1] + _full0[i];
        }
        _losses = new BinLosses(_prices, _full0);
    }

    /// <summary>The price of the bin in which the market was when the amounts were put in: the entry.</summary>
    public double ActivePrice { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<double> Kinks => _prices;

    /// <inheritdoc/>
    public override ActiveRange? ActiveRange => new ActiveRange(_prices[0], _prices[^1] + _widths[^1]);

    /// <inheritdoc/>
    public override bool EarnsAt(double price) => BinAt(price) is not null;

    /// <summary>The position that these amounts make in a range of bins.</summary>
    /// <param name="pair">The pair's grid.</param>
    /// <param name="activeId">The bin in which the market is.</param>
    /// <param name="lowerId">The lowest bin of the range.</param>
    /// <param name="upperId">The highest bin of the range, itself included.</param>
    /// <param name="shape">How each token is spread over the bins on its side.</param>
    /// <param name="amounts">The amounts put in; one may be zero.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">Nothing is put in, or a token of which no bin of the range takes any.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is upside down, an amount is negative or not finite, or the pair has no bin of an id.</exception>
    public static LiquidityBookCurve FromAmounts(LiquidityBookPair pair, int activeId, int lowerId, int upperId, LiquidityBookShape shape, Reserves amounts) =>
        new(pair, activeId, new LiquidityBookSpread(activeId, lowerId, upperId, shape).Of(amounts));

    /// <summary>The position of this value in a range of bins, the active bin half and half in value.</summary>
    /// <param name="pair">The pair's grid.</param>
    /// <param name="activeId">The bin in which the market is; at its price the position is worth the value.</param>
    /// <param name="lowerId">The lowest bin of the range.</param>
    /// <param name="upperId">The highest bin of the range, itself included.</param>
    /// <param name="shape">How each token is spread over the bins on its side.</param>
    /// <param name="value">The value in token 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is upside down, the value is not positive and finite, or the pair has no bin of an id.</exception>
    public static LiquidityBookCurve FromValue(LiquidityBookPair pair, int activeId, int lowerId, int upperId, LiquidityBookShape shape, double value)
    {
        Positive.Require(value);
        LiquidityBookSpread spread = new(activeId, lowerId, upperId, shape);
        return new LiquidityBookCurve(pair, activeId, spread.Of(spread.AmountsOfValue(value, pair.Price(activeId))));
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        int bin = Array.BinarySearch(_prices, price);
        if (bin < 0)
        {
            return new Reserves(_full0From[~bin], _full1Below[~bin]);
        }
        return new Reserves(
            _full0From[bin + 1] + (_share0 * _full0[bin]),
            _full1Below[bin] + ((1 - _share0) * _full0[bin] * price));
    }

    /// <summary>The density of delta's jumps: a bin's token 0 by the width of the bin, with the sign of gamma.</summary>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>
    /// <c>-x_i / (p_(i+1) - p_i)</c> for the bin <c>i</c> that the price is in, and zero where the position has no bin, in token 0 by unit of price. Delta itself
    /// has steps, whose derivative is zero or infinite; over a bin's width this is their mean, which is what loss-versus-rebalancing needs.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double Gamma(double price)
    {
        return BinAt(price) is { } bin ? -_full0[bin] / _widths[bin] : 0;
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrice"><inheritdoc/></param>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>What the bins in between sold below the price or bought above it, <c>-x_i |p - p_i|</c> for each, in token 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        int bin = Array.BinarySearch(_prices, entryPrice);
        int above = bin < 0 ? ~bin : bin + 1;
        int below = bin < 0 ? ~bin : bin;
        int end = Array.BinarySearch(_prices, price);
        end = end < 0 ? ~end : end;
        // At its very price the entry's bin holds both tokens, and gives away the one that the price favours.
        double traded = bin < 0 ? 0 : _full0[bin] * (price > entryPrice ? _share0 : 1 - _share0);
        double between = price > entryPrice ? _losses.Sum(above, end, price) : _losses.Sum(end, below, price);
        return -(between + (traded * Math.Abs(price - entryPrice)));
    }

    // The bin that the price is in; null where the position has none.
    private int? BinAt(double price)
    {
        RequirePrice(price);
        int bin = Array.BinarySearch(_prices, price);
        bin = bin < 0 ? ~bin - 1 : bin;
        return bin >= 0 && price - _prices[bin] < _widths[bin] ? bin : null;
    }

    private static void RequireBins(ReadOnlySpan<LiquidityBookBin> bins, int activeId)
    {
        if (bins.IsEmpty)
        {
            throw new ArgumentException("A Liquidity Book position needs at least one bin.", nameof(bins));
        }
        for (int i = 0; i < bins.Length; i++)
        {
            (int id, double amount0, double amount1) = bins[i];
            Positive.RequireOrZero(amount0);
            Positive.RequireOrZero(amount1);
            string? wrong = amount0 == 0 && amount1 == 0 ? "is empty; leave it out"
                : id < activeId && amount0 > 0 ? $"holds token 0 but is below the active bin {activeId}; the contract takes only token 1 there"
                : id > activeId && amount1 > 0 ? $"holds token 1 but is above the active bin {activeId}; the contract takes only token 0 there"
                : i > 0 && bins[i - 1].Id == id ? "is given twice; add its amounts up"
                : null;
            if (wrong is not null)
            {
                throw new ArgumentException($"The bin {id} {wrong}.", nameof(bins));
            }
        }
    }
}
