using System.Globalization;
using System.Text;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>A pool's whole state as text, from either side, so that a difference can be read.</summary>
internal static class PoolText
{
    /// <summary>Owner of what the product changes without listing it.</summary>
    public static readonly Address Unlisted = Address.Parse("0x00000000000000000000000000000000000000ff");

    public static string Of(UniswapV3Pool pool) => Of(pool.Snapshot());

    public static string Of(UniswapV3PoolState state)
    {
        StringBuilder text = Heading(
            state.SqrtPriceX96, state.Tick, state.Liquidity, state.FeeGrowthGlobal0X128, state.FeeGrowthGlobal1X128, state.FeeProtocol, state.ProtocolFees0, state.ProtocolFees1);
        foreach (TickState tick in state.Ticks)
        {
            Line(text, "tick", tick.Tick, tick.LiquidityGross, tick.LiquidityNet, tick.FeeGrowthOutside0X128, tick.FeeGrowthOutside1X128);
        }
        foreach ((PositionKey key, PositionState position) in state.Positions)
        {
            Line(text, "position", key.Owner, key.TickLower, key.TickUpper, position.Liquidity, position.FeeGrowthInside0LastX128, position.FeeGrowthInside1LastX128, position.TokensOwed0, position.TokensOwed1);
        }
        return text.ToString();
    }

    public static string Of(ReferencePool pool, bool isPancake)
    {
        uint shares = pool.Share0 | (pool.Share1 << (isPancake ? 16 : 4));
        StringBuilder text = Heading(pool.Price, pool.Tick, pool.Liquidity, pool.Growth0, pool.Growth1, shares, pool.Protocol0, pool.Protocol1);
        foreach ((int index, ReferenceTick tick) in pool.Ticks.OrderBy(pair => pair.Key))
        {
            Line(text, "tick", index, tick.Gross, tick.Net, tick.Outside0, tick.Outside1);
        }
        IEnumerable<KeyValuePair<PositionKey, ReferencePosition>> listed = pool.Positions
            .Where(pair => pair.Key.Owner != Unlisted && pair.Value != new ReferencePosition())
            .OrderBy(pair => pair.Key.Owner.ToString(), StringComparer.Ordinal).ThenBy(pair => pair.Key.TickLower).ThenBy(pair => pair.Key.TickUpper);
        foreach ((PositionKey key, ReferencePosition position) in listed)
        {
            Line(text, "position", key.Owner, key.TickLower, key.TickUpper, position.Liquidity, position.Inside0, position.Inside1, position.Owed0, position.Owed1);
        }
        return text.ToString();
    }

    private static StringBuilder Heading(params object[] values)
    {
        StringBuilder text = new();
        Line(text, ["pool", .. values]);
        return text;
    }

    private static void Line(StringBuilder text, params object[] values) =>
        text.AppendJoin(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))).Append('\n');
}
