using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>What LP tokens that were not there grow with: the replayed pair's, less what they themselves take of each growth from the others.</summary>
internal sealed class PairGrowth
{
    private const int ScaleBits = 16;

    private double _dilution = 1;

    /// <summary>All LP tokens: the pair's own number, or where the tape does not say it one that changes in its proportion.</summary>
    public UInt256 Supply { get; private set; }

    /// <summary>Whether <see cref="Supply"/> is the pair's own number.</summary>
    public bool IsSupplyKnown { get; private set; }

    /// <summary>LP tokens that the last mint or burn moved, the protocol's among them.</summary>
    public UInt256 LastChange { get; private set; }

    /// <summary>The moment of the deposit.</summary>
    public void Begin(UniswapV2Replayer replayer)
    {
        IsSupplyKnown = replayer.SupplyKnown;
        Supply = IsSupplyKnown ? replayer.Pool.TotalSupply : UInt256.FromBigInteger(Root(PairMoment.OfReserves(replayer)));
    }

    /// <summary>What LP tokens are worth to the position.</summary>
    public PairMoment Moment(UniswapV2Replayer replayer)
    {
        var moment = PairMoment.Of(replayer.Pool, Supply);
        return _dilution == 1 ? moment : moment with { Supply = UInt256.FromBigInteger(moment.Supply.ToBigInteger() * new BigInteger(Math.ScaleB(_dilution, 52)) >> 52) };
    }

    /// <summary>A mint or burn: LP tokens change as the liquidity does.</summary>
    public void Change(in PairMoment before, in PairMoment after, UniswapV2Replayer replayer)
    {
        IsSupplyKnown &= replayer.SupplyKnown;
        UInt256 changed = IsSupplyKnown ? replayer.Pool.TotalSupply
            : before.Reserve0.IsZero || before.Reserve1.IsZero || after.Reserve0.IsZero || after.Reserve1.IsZero ? Supply
            : UInt256.FromBigInteger(Supply.ToBigInteger() * Root(after) / Root(before));
        (LastChange, Supply) = (changed > Supply ? changed - Supply : Supply - changed, changed);
    }

    /// <summary>Anything else: what it adds to the liquidity is shared with the position.</summary>
    /// <param name="before">The pair before it.</param>
    /// <param name="after">The pair after it.</param>
    /// <param name="own">The position's liquidity, as <see cref="PairMoment.Liquidity"/> counts it; zero where it is too small to share.</param>
    public void Grow(in PairMoment before, in PairMoment after, BigInteger own)
    {
        if (own.IsZero || before.Reserve0.IsZero || before.Reserve1.IsZero)
        {
            return;
        }
        BigInteger k = before.Reserve0.ToBigInteger() * before.Reserve1.ToBigInteger();
        BigInteger grown = (after.Reserve0.ToBigInteger() * after.Reserve1.ToBigInteger()) - k;
        double root = Math.Sqrt(1 + ((double)grown / (double)k));
        double growth = (double)grown / (double)k / (root + 1);
        double part = 1 / (1 + (Math.ScaleB((double)own, -PairMoment.FractionBits) / Math.Sqrt((double)k)));
        _dilution *= (1 + growth) / (1 + (growth * part));
    }

    private static BigInteger Root(in PairMoment moment) => IntegerRoot.Floor((moment.Reserve0.ToBigInteger() * moment.Reserve1.ToBigInteger()) << (2 * ScaleBits));
}
