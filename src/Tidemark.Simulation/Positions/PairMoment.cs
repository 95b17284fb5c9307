using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;
using Tidemark.Analytics.Curves;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>What LP tokens of a V2 pair are worth at a moment.</summary>
/// <param name="Reserve0">The reserve of token 0, base units.</param>
/// <param name="Reserve1">The reserve of token 1, base units.</param>
/// <param name="Supply">All LP tokens, those among them that the protocol would be minted first.</param>
internal readonly record struct PairMoment(UInt256 Reserve0, UInt256 Reserve1, UInt256 Supply)
{
    /// <summary>The binary digits that <see cref="Liquidity"/> has after the point.</summary>
    public const int FractionBits = 96;

    public bool IsKnown => !Reserve0.IsZero && !Reserve1.IsZero && !Supply.IsZero;

    /// <summary>Token 1's base units for one of token 0.</summary>
    public double Price => BaseUnits.ToDouble(Reserve1) / BaseUnits.ToDouble(Reserve0);

    public UInt256 SqrtPriceX96 => UInt256.FromBigInteger(IntegerRoot.Floor((Reserve1.ToBigInteger() << 192) / Reserve0.ToBigInteger()));

    /// <summary>The pair as it is, with the LP tokens that the protocol is due.</summary>
    public static PairMoment Of(UniswapV2Pool pool, in UInt256 supply)
    {
        UInt256 due = default;
        if (!pool.FeeTo.IsZero)
        {
            _ = UniswapV2Math.ProtocolLiquidity(supply, pool.Reserve0, pool.Reserve1, pool.KLast, pool.Parameters.ProtocolShare, out due);
        }
        return new PairMoment(pool.Reserve0, pool.Reserve1, supply + due);
    }

    /// <summary>The reserves, without LP tokens; nothing where they are not known.</summary>
    public static PairMoment OfReserves(UniswapV2Replayer replayer) =>
        replayer.ReservesKnown ? new PairMoment(replayer.Pool.Reserve0, replayer.Pool.Reserve1, default) : default;

    /// <summary>The pair before these tokens and LP tokens came in.</summary>
    public PairMoment Without((UInt256 Amount0, UInt256 Amount1) paid, in UInt256 shares) =>
        new(Less(Reserve0, paid.Amount0), Less(Reserve1, paid.Amount1), Less(Supply, shares));

    /// <summary>The pair before these tokens and LP tokens went out; nothing where it is not known.</summary>
    public PairMoment With((UInt256 Amount0, UInt256 Amount1) paid, in UInt256 shares) =>
        Reserve0.IsZero ? default : new(Reserve0 + paid.Amount0, Reserve1 + paid.Amount1, Supply + shares);

    /// <summary>What rebalancing makes above one unit of liquidity on the way to another price, at the prices there; zero
    /// where a price is not known.</summary>
    public double LossTo(in PairMoment later, long seconds, Func<long, double, TokenPrices> pricesAt)
    {
        if (Reserve0.IsZero || later.Reserve0.IsZero || Reserve1.IsZero)
        {
            return 0;
        }
        double root = Math.Sqrt(Price);
        double step = Math.Sqrt(later.Price) - root;
        return step * step / root * pricesAt(seconds, later.Price).Token1;
    }

    /// <summary>What burning would pay, base units, rounded down as the pair does; nothing where the pair is not known.</summary>
    public (UInt256 Amount0, UInt256 Amount1) Owned(in UInt256 shares) =>
        shares.IsZero || !IsKnown ? default : (FullMath.MulDiv(shares, Reserve0, Supply), FullMath.MulDiv(shares, Reserve1, Supply));

    /// <summary>The part of the root of the reserves' product that belongs to LP tokens: the liquidity of their constant-product curve. Nothing where the pair
    /// is not known.</summary>
    public BigInteger Liquidity(in UInt256 shares) => !IsKnown ? default : shares.ToBigInteger() * IntegerRoot.Floor((Reserve0.ToBigInteger() * Reserve1.ToBigInteger()) << (2 * FractionBits)) / Supply.ToBigInteger();

    private static UInt256 Less(in UInt256 amount, in UInt256 taken) => amount > taken ? amount - taken : default;
}
