using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics;

/// <summary>Orders that sell token 0 at their prices and buy it back there: a delta that only jumps, and a gamma that is zero but there.</summary>
internal sealed class OrderCurve(params (double Price, double Amount0)[] orders) : ValueCurve
{
    public override ReadOnlyMemory<double> Kinks { get; } = orders.Select(order => order.Price).Order().ToArray();

    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        return new Reserves(
            orders.Where(order => order.Price > price).Sum(order => order.Amount0),
            orders.Where(order => order.Price <= price).Sum(order => order.Amount0 * order.Price));
    }

    public override double Gamma(double price)
    {
        RequirePrice(price);
        return 0;
    }

    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        return -orders.Where(order => order.Price > Math.Min(entryPrice, price) && order.Price <= Math.Max(entryPrice, price))
            .Sum(order => order.Amount0 * Math.Abs(price - order.Price));
    }
}
