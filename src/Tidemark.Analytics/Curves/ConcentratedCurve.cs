using Tidemark.Amm.UniswapV3;

namespace Tidemark.Analytics.Curves;

/// <summary>
/// Concentrated liquidity between two prices, as in Uniswap V3 and V4: constant product inside the range, all token 0 below it, all token 1 above it.
/// </summary>
/// <remarks>
/// With roots <c>a</c> and <c>b</c> of the bounds and <c>s</c> of the price brought into them: <c>x = L (1/s - 1/b)</c>, <c>y = L (s - a)</c>.
/// Source: Adams et al. 2021 (Uniswap v3 Core), equations 6.29 and 6.30.
/// </remarks>
public sealed class ConcentratedCurve : ValueCurve
{
    private readonly double[] _kinks;
    private readonly double _lowerRoot;
    private readonly double _upperRoot;

    /// <summary>A position with this liquidity in this range.</summary>
    /// <param name="liquidity">The liquidity <c>L</c>, in the square root of the product of both token units.</param>
    /// <param name="lowerPrice">The lower bound, price of token 0 in token 1.</param>
    /// <param name="upperPrice">The upper bound, above the lower one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite, or the range is empty or upside down.</exception>
    public ConcentratedCurve(double liquidity, double lowerPrice, double upperPrice)
    {
        Positive.Require(liquidity);
        RequireRange(lowerPrice, upperPrice);
        Liquidity = liquidity;
        _kinks = [lowerPrice, upperPrice];
        _lowerRoot = Math.Sqrt(lowerPrice);
        _upperRoot = Math.Sqrt(upperPrice);
    }

    /// <summary>The liquidity <c>L</c>.</summary>
    public double Liquidity { get; }

    /// <summary>The lower bound.</summary>
    public double LowerPrice => _kinks[0];

    /// <summary>The upper bound.</summary>
    public double UpperPrice => _kinks[1];

    /// <inheritdoc/>
    public override ReadOnlyMemory<double> Kinks => _kinks;

    /// <inheritdoc/>
    public override ActiveRange? ActiveRange => new ActiveRange(LowerPrice, UpperPrice);

    /// <inheritdoc/>
    public override ConcentratedCurve? SingleRange => this;

    /// <summary>The curve of a position in an exact pool, in base units of both tokens.</summary>
    /// <param name="liquidity">The position's liquidity, above zero.</param>
    /// <param name="tickLower">The lower tick.</param>
    /// <param name="tickUpper">The upper tick, above the lower one.</param>
    /// <returns>The curve; prices are base units of token 1 for one of token 0, as <see cref="PoolPrice"/> gives them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The liquidity is zero, or the ticks are out of bounds, the same or upside down.</exception>
    public static ConcentratedCurve FromPosition(UInt128 liquidity, int tickLower, int tickUpper) =>
        new((double)liquidity, PoolPrice.Of(TickMath.GetSqrtPriceAtTick(tickLower)), PoolPrice.Of(TickMath.GetSqrtPriceAtTick(tickUpper)));

    /// <summary>The position of this value in this range.</summary>
    /// <param name="price">The price of token 0 in token 1, inside the range or not.</param>
    /// <param name="value">The value in token 1.</param>
    /// <param name="lowerPrice">The lower bound.</param>
    /// <param name="upperPrice">The upper bound.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite, or the range is empty or upside down.</exception>
    public static ConcentratedCurve FromValue(double price, double value, double lowerPrice, double upperPrice)
    {
        RequirePrice(price);
        Positive.Require(value);
        return new ConcentratedCurve(value / new ConcentratedCurve(1, lowerPrice, upperPrice).Value(price), lowerPrice, upperPrice);
    }

    /// <summary>The largest position that these amounts can mint; what does not fit the ratio stays out, as the contract does it.</summary>
    /// <param name="price">The price of token 0 in token 1, inside the range or not.</param>
    /// <param name="amounts">The amounts offered; one may be zero where the range does not take that token.</param>
    /// <param name="lowerPrice">The lower bound.</param>
    /// <param name="upperPrice">The upper bound.</param>
    /// <returns>The curve; its <see cref="Reserves(double)"/> at the price are what was taken.</returns>
    /// <exception cref="ArgumentException">The range takes a token of which none is offered.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite, or the range is empty or upside down.</exception>
    public static ConcentratedCurve FromAmounts(double price, Reserves amounts, double lowerPrice, double upperPrice)
    {
        RequirePrice(price);
        Positive.RequireOrZero(amounts.Amount0);
        Positive.RequireOrZero(amounts.Amount1);
        Reserves unit = new ConcentratedCurve(1, lowerPrice, upperPrice).Reserves(price);
        double liquidity = Math.Min(
            unit.Amount0 > 0 ? amounts.Amount0 / unit.Amount0 : double.PositiveInfinity,
            unit.Amount1 > 0 ? amounts.Amount1 / unit.Amount1 : double.PositiveInfinity);
        return liquidity > 0
            ? new ConcentratedCurve(liquidity, lowerPrice, upperPrice)
            : throw new ArgumentException($"At the price {price:R} the range takes token {(amounts.Amount0 > 0 || unit.Amount0 == 0 ? 1 : 0)}, and none is offered.", nameof(amounts));
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        double root = Math.Clamp(Math.Sqrt(price), _lowerRoot, _upperRoot);
        return new Reserves(
            Liquidity * (_upperRoot - root) / (root * _upperRoot),
            Liquidity * (root - _lowerRoot));
    }

    /// <inheritdoc/>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        return price >= LowerPrice && price < UpperPrice ? -Liquidity / (2 * price * Math.Sqrt(price)) : 0;
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrice"><inheritdoc/></param>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>The sum of the loss inside the range, <c>-L (s - s0)^2 / s0</c>, and of what the fixed amount beyond it loses; in token 1.</returns>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        // A start outside the range holds one token until the price comes in, so it starts at the bound.
        double entry = Math.Clamp(entryPrice, LowerPrice, UpperPrice);
        double end = Math.Clamp(price, LowerPrice, UpperPrice);
        double entryRoot = Math.Sqrt(entry);
        double endRoot = Math.Sqrt(end);
        double rootMove = (end - entry) / (endRoot + entryRoot);
        double inside = -Liquidity * rootMove * rootMove / entryRoot;
        double amount0Change = -Liquidity * rootMove / (entryRoot * endRoot);
        return inside + (amount0Change * (price - end));
    }

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> prices, Span<double> values)
    {
        RequireSameLength(prices, values);
        PriceLoop.Run(new ConcentratedValueFormula(this), prices, values);
    }

    /// <inheritdoc/>
    public override void ImpermanentLosses(double entryPrice, ReadOnlySpan<double> prices, Span<double> losses)
    {
        RequirePrice(entryPrice);
        RequireSameLength(prices, losses);
        PriceLoop.Run(new ConcentratedLossFormula(this, entryPrice), prices, losses);
    }

    private static void RequireRange(double lowerPrice, double upperPrice)
    {
        RequirePrice(lowerPrice);
        RequirePrice(upperPrice);
        if (lowerPrice >= upperPrice)
        {
            throw new ArgumentOutOfRangeException(nameof(upperPrice), upperPrice, $"The range from {lowerPrice:R} to {upperPrice:R} is empty or upside down; the upper price must be above the lower one.");
        }
    }
}
