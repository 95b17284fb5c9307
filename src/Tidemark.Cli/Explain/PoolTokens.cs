using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Explain;

/// <summary>A pool's two tokens as people write them, and which way they write the price.</summary>
internal sealed record PoolTokens(int Decimals0, int Decimals1, string Symbol0, string Symbol1, bool IsInverted)
{
    // ln 1.0001: the logarithm of the double next to 1.0001 is off by a part in 10^12, which many ticks add up.
    private const double LogOfTickBase = 9.99950003333083353e-5;

    // What the price of a tick is off by when it has been written down and read again.
    private const double TickRounding = 1e-9;

    /// <summary>What the price is of, in what.</summary>
    public string PriceUnit => IsInverted ? $"{Symbol0} per {Symbol1}" : $"{Symbol1} per {Symbol0}";

    public double Unit0 => Math.Pow(10, Decimals0);

    public double Unit1 => Math.Pow(10, Decimals1);

    public double Amount0(in UInt256 baseUnits) => BaseUnits.ToDouble(baseUnits) / Unit0;

    public double Amount1(in UInt256 baseUnits) => BaseUnits.ToDouble(baseUnits) / Unit1;

    public string Text(in UInt256 amount0, in UInt256 amount1) => $"{ReportFormat.Number(Amount0(amount0))} {Symbol0} and {ReportFormat.Number(Amount1(amount1))} {Symbol1}";

    /// <summary>The price as people write it, from base units of token 1 for one of token 0.</summary>
    public double Price(double ofBaseUnits)
    {
        double price = ofBaseUnits * Unit0 / Unit1;
        return IsInverted ? 1 / price : price;
    }

    public double PriceAtTick(int tick) => Price(PoolPrice.Of(TickMath.GetSqrtPriceAtTick(tick)));

    /// <summary>The ticks of a range of prices, the lower one first.</summary>
    public (int Lower, int Upper) Ticks(double price, double other)
    {
        double tick = Tick(price);
        double otherTick = Tick(other);
        return ((int)Math.Floor(Math.Min(tick, otherTick) + TickRounding), (int)Math.Ceiling(Math.Max(tick, otherTick) - TickRounding));
    }

    private double Tick(double price)
    {
        double ofBaseUnits = (IsInverted ? 1 / price : price) * Unit1 / Unit0;
        return Math.Clamp(Math.Log(ofBaseUnits) / LogOfTickBase, TickMath.MinTick, TickMath.MaxTick);
    }
}
