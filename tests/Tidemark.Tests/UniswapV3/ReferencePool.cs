using System.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>The whole pool from the contract's behaviour: storage written as the contract writes it, and a refused call undone by putting the
/// old storage back. Slow, and without any idea that the product uses.</summary>
internal sealed class ReferencePool(int feePips, int spacing, bool isPancake)
{
    private static readonly BigInteger TwoTo128 = BigInteger.One << 128;
    private static readonly BigInteger TwoTo256 = BigInteger.One << 256;

    private Dictionary<int, ReferenceTick> _ticks = [];
    private Dictionary<PositionKey, ReferencePosition> _positions = [];
    private ReferenceBitmap _bitmap = new(spacing, []);

    public BigInteger Price { get; private set; }

    public int Tick { get; private set; }

    public BigInteger Liquidity { get; private set; }

    public BigInteger Growth0 { get; private set; }

    public BigInteger Growth1 { get; private set; }

    public BigInteger Protocol0 { get; private set; }

    public BigInteger Protocol1 { get; private set; }

    public uint Share0 { get; private set; }

    public uint Share1 { get; private set; }

    public IReadOnlyDictionary<int, ReferenceTick> Ticks => _ticks;

    public IReadOnlyDictionary<PositionKey, ReferencePosition> Positions => _positions;

    public IReadOnlyDictionary<int, BigInteger> BitmapWords => _bitmap.Words;

    private BigInteger MaxLiquidityPerTick =>
        ReferenceMath.MaxUInt128 / ((((ReferenceTickMath.MaxTick / spacing * spacing) - (ReferenceTickMath.MinTick / spacing * spacing)) / spacing) + 1);

    /// <summary>Runs a call; where it is refused, storage is as before.</summary>
    public UniswapV3Revert Try(Action call)
    {
        (BigInteger, int, BigInteger, BigInteger, BigInteger, BigInteger, BigInteger, uint, uint) slots =
            (Price, Tick, Liquidity, Growth0, Growth1, Protocol0, Protocol1, Share0, Share1);
        Dictionary<int, ReferenceTick> ticks = new(_ticks);
        Dictionary<PositionKey, ReferencePosition> positions = new(_positions);
        ReferenceBitmap bitmap = _bitmap.Copy();
        try
        {
            call();
            return UniswapV3Revert.None;
        }
        catch (ReferenceRevertException revert)
        {
            (Price, Tick, Liquidity, Growth0, Growth1, Protocol0, Protocol1, Share0, Share1) = slots;
            (_ticks, _positions, _bitmap) = (ticks, positions, bitmap);
            return revert.Reason;
        }
    }

    public void Initialize(BigInteger price)
    {
        Require(Price.IsZero, UniswapV3Revert.AlreadyInitialized);
        Require(price >= ReferenceTickMath.MinPrice && price < ReferenceTickMath.MaxPrice, UniswapV3Revert.PriceOutOfRange);
        (Price, Tick) = (price, ReferenceTickMath.TickAt(price));
        if (isPancake)
        {
            Share0 = Share1 = feePips switch { 100 => 3300u, 500 => 3400u, _ => 3200u };
        }
    }

    public (BigInteger Amount0, BigInteger Amount1) Mint(PositionKey key, BigInteger liquidity, (BigInteger Token0, BigInteger Token1)? paid)
    {
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        Require(liquidity > 0, UniswapV3Revert.ZeroLiquidity);
        Require(liquidity < BigInteger.One << 127, UniswapV3Revert.LiquidityTooLarge);
        (BigInteger amount0, BigInteger amount1) = ModifyPosition(key, liquidity);
        Require(paid is null || paid.Value.Token0 >= amount0, UniswapV3Revert.MintUnpaid0);
        Require(paid is null || paid.Value.Token1 >= amount1, UniswapV3Revert.MintUnpaid1);
        return (amount0, amount1);
    }

    public (BigInteger Amount0, BigInteger Amount1) Burn(PositionKey key, BigInteger liquidity)
    {
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        Require(liquidity < BigInteger.One << 127, UniswapV3Revert.LiquidityTooLarge);
        (BigInteger amount0, BigInteger amount1) = ModifyPosition(key, -liquidity);
        ReferencePosition position = _positions[key];
        _positions[key] = position with { Owed0 = Wrap128(position.Owed0 - amount0), Owed1 = Wrap128(position.Owed1 - amount1) };
        return (-amount0, -amount1);
    }

    public (BigInteger Amount0, BigInteger Amount1) Collect(PositionKey key, BigInteger requested0, BigInteger requested1)
    {
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        ReferencePosition position = _positions.GetValueOrDefault(key) ?? new ReferencePosition();
        (BigInteger amount0, BigInteger amount1) = (BigInteger.Min(requested0, position.Owed0), BigInteger.Min(requested1, position.Owed1));
        _positions[key] = position with { Owed0 = position.Owed0 - amount0, Owed1 = position.Owed1 - amount1 };
        return (amount0, amount1);
    }

    public ReferenceSwap Swap(bool zeroForOne, BigInteger specified, BigInteger limit, BigInteger? paid)
    {
        Require(!specified.IsZero, UniswapV3Revert.ZeroAmount);
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        Require(
            zeroForOne ? limit < Price && limit > ReferenceTickMath.MinPrice : limit > Price && limit < ReferenceTickMath.MaxPrice,
            UniswapV3Revert.PriceLimit);
        bool exactIn = specified > 0;
        uint share = zeroForOne ? Share0 : Share1;
        (BigInteger remaining, BigInteger calculated, BigInteger fees, BigInteger protocol) = (specified, 0, 0, 0);
        (BigInteger price, int tick, BigInteger liquidity, BigInteger growth) = (Price, Tick, Liquidity, zeroForOne ? Growth0 : Growth1);
        int crossed = 0;
        while (!remaining.IsZero && price != limit)
        {
            BigInteger startPrice = price;
            (int tickNext, bool initialized) = _bitmap.NextWithinOneWord(tick, zeroForOne);
            tickNext = Math.Clamp(tickNext, ReferenceTickMath.MinTick, ReferenceTickMath.MaxTick);
            BigInteger priceNext = ReferenceTickMath.PriceAt(tickNext);
            BigInteger target = (zeroForOne ? priceNext < limit : priceNext > limit) ? limit : priceNext;
            (price, BigInteger amountIn, BigInteger amountOut, BigInteger fee) = ReferenceMath.Step(price, target, liquidity, remaining, feePips);
            remaining = exactIn ? remaining - amountIn - fee : remaining + amountOut;
            calculated += exactIn ? -amountOut : amountIn + fee;
            fees += fee;
            BigInteger taken = share == 0 ? 0 : isPancake ? fee * share / 10_000 : fee / share;
            protocol += taken;
            if (!liquidity.IsZero)
            {
                growth = Wrap256(growth + ReferenceMath.MulDiv(fee - taken, ReferenceMath.Q128, liquidity));
            }
            if (price == priceNext)
            {
                if (initialized)
                {
                    crossed++;
                    BigInteger net = CrossTick(tickNext, zeroForOne ? growth : Growth0, zeroForOne ? Growth1 : growth);
                    liquidity = AddDelta(liquidity, zeroForOne ? -net : net);
                }
                tick = zeroForOne ? tickNext - 1 : tickNext;
            }
            else if (price != startPrice)
            {
                tick = ReferenceTickMath.TickAt(price);
            }
        }
        (Price, Tick, Liquidity) = (price, tick, liquidity);
        (Growth0, Protocol0) = zeroForOne ? (growth, Wrap128(Protocol0 + protocol)) : (Growth0, Protocol0);
        (Growth1, Protocol1) = zeroForOne ? (Growth1, Protocol1) : (growth, Wrap128(Protocol1 + protocol));
        (BigInteger amount0, BigInteger amount1) = zeroForOne == exactIn ? (specified - remaining, calculated) : (calculated, specified - remaining);
        Require(paid is null || paid >= (zeroForOne ? amount0 : amount1), UniswapV3Revert.InsufficientInputAmount);
        return new ReferenceSwap(amount0, amount1, price, tick, liquidity, fees, crossed);
    }

    public void Flash(BigInteger amount0, BigInteger amount1, BigInteger paid0, BigInteger paid1)
    {
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        Require(!Liquidity.IsZero, UniswapV3Revert.NoLiquidity);
        BigInteger fee0 = ReferenceMath.MulDiv(amount0, feePips, 1_000_000, roundUp: true);
        BigInteger fee1 = ReferenceMath.MulDiv(amount1, feePips, 1_000_000, roundUp: true);
        Require(paid0 >= fee0, UniswapV3Revert.FlashUnpaid0);
        Require(paid1 >= fee1, UniswapV3Revert.FlashUnpaid1);
        BigInteger taken0 = Share0 == 0 ? 0 : isPancake ? paid0 * Share0 / 10_000 : paid0 / Share0;
        BigInteger taken1 = Share1 == 0 ? 0 : isPancake ? paid1 * Share1 / 10_000 : paid1 / Share1;
        Growth0 = Wrap256(Growth0 + ReferenceMath.MulDiv(paid0 - taken0, ReferenceMath.Q128, Liquidity));
        Growth1 = Wrap256(Growth1 + ReferenceMath.MulDiv(paid1 - taken1, ReferenceMath.Q128, Liquidity));
        (Protocol0, Protocol1) = (Wrap128(Protocol0 + taken0), Wrap128(Protocol1 + taken1));
    }

    public void SetFeeProtocol(uint share0, uint share1)
    {
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        (uint low, uint high) = isPancake ? (1000u, 4000u) : (4u, 10u);
        bool allowed = (share0 == 0 || (share0 >= low && share0 <= high)) && (share1 == 0 || (share1 >= low && share1 <= high));
        Require(allowed, UniswapV3Revert.FeeProtocolInvalid);
        (Share0, Share1) = (share0, share1);
    }

    public (BigInteger Amount0, BigInteger Amount1) CollectProtocol(BigInteger requested0, BigInteger requested1)
    {
        Require(!Price.IsZero, UniswapV3Revert.Locked);
        BigInteger amount0 = BigInteger.Min(requested0, Protocol0);
        BigInteger amount1 = BigInteger.Min(requested1, Protocol1);
        amount0 -= amount0 > 0 && amount0 == Protocol0 ? 1 : 0;
        amount1 -= amount1 > 0 && amount1 == Protocol1 ? 1 : 0;
        (Protocol0, Protocol1) = (Protocol0 - amount0, Protocol1 - amount1);
        return (amount0, amount1);
    }

    public (BigInteger Token0, BigInteger Token1) GrowthInside(int lower, int upper)
    {
        ReferenceTick low = _ticks.GetValueOrDefault(lower) ?? new ReferenceTick();
        ReferenceTick high = _ticks.GetValueOrDefault(upper) ?? new ReferenceTick();
        BigInteger below0 = Tick >= lower ? low.Outside0 : Growth0 - low.Outside0;
        BigInteger below1 = Tick >= lower ? low.Outside1 : Growth1 - low.Outside1;
        BigInteger above0 = Tick < upper ? high.Outside0 : Growth0 - high.Outside0;
        BigInteger above1 = Tick < upper ? high.Outside1 : Growth1 - high.Outside1;
        return (Wrap256(Growth0 - below0 - above0), Wrap256(Growth1 - below1 - above1));
    }

    private (BigInteger Amount0, BigInteger Amount1) ModifyPosition(PositionKey key, BigInteger delta)
    {
        (_, int lower, int upper) = key;
        Require(lower < upper, UniswapV3Revert.TicksUpsideDown);
        Require(lower >= ReferenceTickMath.MinTick, UniswapV3Revert.TickLowerTooLow);
        Require(upper <= ReferenceTickMath.MaxTick, UniswapV3Revert.TickUpperTooHigh);
        (bool flippedLower, bool flippedUpper) = (false, false);
        if (!delta.IsZero)
        {
            flippedLower = UpdateTick(lower, delta, isUpper: false);
            flippedUpper = UpdateTick(upper, delta, isUpper: true);
            FlipBit(flippedLower, lower);
            FlipBit(flippedUpper, upper);
        }
        ReferencePosition position = _positions.GetValueOrDefault(key) ?? new ReferencePosition();
        Require(!delta.IsZero || position.Liquidity > 0, UniswapV3Revert.NoPosition);
        (BigInteger inside0, BigInteger inside1) = GrowthInside(lower, upper);
        _positions[key] = new ReferencePosition
        {
            Liquidity = AddDelta(position.Liquidity, delta),
            Inside0 = inside0,
            Inside1 = inside1,
            Owed0 = Wrap128(position.Owed0 + (Wrap256(inside0 - position.Inside0) * position.Liquidity / ReferenceMath.Q128)),
            Owed1 = Wrap128(position.Owed1 + (Wrap256(inside1 - position.Inside1) * position.Liquidity / ReferenceMath.Q128)),
        };
        if (delta < 0 && flippedLower)
        {
            _ticks.Remove(lower);
        }
        if (delta < 0 && flippedUpper)
        {
            _ticks.Remove(upper);
        }
        if (delta.IsZero)
        {
            return (0, 0);
        }
        (BigInteger low, BigInteger high) = (ReferenceTickMath.PriceAt(lower), ReferenceTickMath.PriceAt(upper));
        if (Tick < lower)
        {
            return (Signed0(low, high, delta), 0);
        }
        if (Tick >= upper)
        {
            return (0, Signed1(low, high, delta));
        }
        Liquidity = AddDelta(Liquidity, delta);
        return (Signed0(Price, high, delta), Signed1(low, Price, delta));
    }

    private bool UpdateTick(int index, BigInteger delta, bool isUpper)
    {
        ReferenceTick tick = _ticks.GetValueOrDefault(index) ?? new ReferenceTick();
        BigInteger gross = AddDelta(tick.Gross, delta);
        Require(gross <= MaxLiquidityPerTick, UniswapV3Revert.TickLiquidityOverflow);
        bool flipped = gross.IsZero != tick.Gross.IsZero;
        if (tick.Gross.IsZero && index <= Tick)
        {
            tick = tick with { Outside0 = Growth0, Outside1 = Growth1 };
        }
        _ticks[index] = tick with { Gross = gross, Net = isUpper ? tick.Net - delta : tick.Net + delta };
        return flipped;
    }

    private void FlipBit(bool flipped, int tick)
    {
        if (flipped)
        {
            Require(tick % spacing == 0, UniswapV3Revert.TickNotUsable);
            _bitmap.Flip(tick);
        }
    }

    private BigInteger CrossTick(int index, BigInteger growth0, BigInteger growth1)
    {
        ReferenceTick tick = _ticks[index];
        _ticks[index] = tick with { Outside0 = Wrap256(growth0 - tick.Outside0), Outside1 = Wrap256(growth1 - tick.Outside1) };
        return tick.Net;
    }

    private static BigInteger Signed0(BigInteger priceA, BigInteger priceB, BigInteger delta) =>
        delta < 0 ? -ReferenceMath.Amount0(priceA, priceB, -delta, false) : ReferenceMath.Amount0(priceA, priceB, delta, true);

    private static BigInteger Signed1(BigInteger priceA, BigInteger priceB, BigInteger delta) =>
        delta < 0 ? -ReferenceMath.Amount1(priceA, priceB, -delta, false) : ReferenceMath.Amount1(priceA, priceB, delta, true);

    private static BigInteger AddDelta(BigInteger liquidity, BigInteger delta)
    {
        Require(liquidity + delta >= 0, UniswapV3Revert.LiquiditySubtractUnderflow);
        Require(liquidity + delta <= ReferenceMath.MaxUInt128, UniswapV3Revert.LiquidityAddOverflow);
        return liquidity + delta;
    }

    private static BigInteger Wrap128(BigInteger value) => value & (TwoTo128 - 1);

    private static BigInteger Wrap256(BigInteger value) => value & (TwoTo256 - 1);

    private static void Require(bool condition, UniswapV3Revert reason) => ReferenceRevertException.Require(condition, reason);
}
