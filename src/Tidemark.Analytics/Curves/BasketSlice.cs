namespace Tidemark.Analytics.Curves;

/// <summary>A pool of many tokens as a function of one price.</summary>
internal sealed class BasketSlice : ValueCurve
{
    private readonly BasketCurve _basket;
    private readonly double[] _prices;
    private readonly int _token;

    public BasketSlice(BasketCurve basket, int token, ReadOnlySpan<double> prices)
    {
        _basket = basket;
        _token = token;
        _prices = prices.ToArray();
    }

    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        Span<double> prices = stackalloc double[_prices.Length];
        Span<double> amounts = stackalloc double[_prices.Length];
        Fill(price, prices);
        _basket.Reserves(prices, amounts);
        double others = 0;
        for (int i = 0; i < amounts.Length; i++)
        {
            others += i == _token ? 0 : prices[i] * amounts[i];
        }
        return new Reserves(amounts[_token], others);
    }

    public override double Gamma(double price)
    {
        RequirePrice(price);
        Span<double> prices = stackalloc double[_prices.Length];
        Span<double> gammas = stackalloc double[_prices.Length];
        Fill(price, prices);
        _basket.Gammas(prices, _token, gammas);
        return gammas[_token];
    }

    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        Span<double> entryPrices = stackalloc double[_prices.Length];
        Span<double> prices = stackalloc double[_prices.Length];
        Fill(entryPrice, entryPrices);
        Fill(price, prices);
        return _basket.ValueOverHold(entryPrices, prices);
    }

    private void Fill(double price, Span<double> prices)
    {
        _prices.CopyTo(prices);
        prices[_token] = price;
    }
}
