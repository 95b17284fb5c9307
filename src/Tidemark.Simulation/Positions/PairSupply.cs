using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>How many LP tokens there are: as the replay knows it, and on a tape that begins in the middle of the pair's life as the first mint or burn tells it.</summary>
/// <remarks>A mint or burn of n LP tokens tells the supply to about one part in n or in what it paid; those after it change it by what they mint and burn.</remarks>
internal sealed class PairSupply
{
    private UInt256? _computed;

    /// <summary>Whether the supply was ever not the replay's.</summary>
    public bool IsComputed { get; private set; }

    /// <summary>The pair as it is; not known where its reserves or its supply are not.</summary>
    public PairMoment Moment(UniswapV2Replayer replayer) =>
        !replayer.ReservesKnown ? default
        : replayer.SupplyKnown ? PairMoment.Of(replayer.Pool, replayer.Pool.TotalSupply)
        : _computed is { } supply ? PairMoment.Of(replayer.Pool, supply)
        : default;

    /// <summary>Liquidity came in.</summary>
    /// <param name="replayer">The replay after it.</param>
    /// <param name="paid">What came in, base units.</param>
    /// <param name="minted">LP tokens for it.</param>
    /// <param name="mintedInAll">The same with the protocol's.</param>
    public void Mint(UniswapV2Replayer replayer, (UInt256 Amount0, UInt256 Amount1) paid, in UInt256 minted, in UInt256 mintedInAll)
    {
        if (IsKnown(replayer))
        {
            return;
        }
        if (_computed is { } supply)
        {
            _computed = supply + mintedInAll;
            return;
        }
        // The token of which less came in for its reserve decides how many are minted.
        BigInteger before = BigInteger.Max(
            Before(minted, replayer.Pool.Reserve0, paid.Amount0), Before(minted, replayer.Pool.Reserve1, paid.Amount1));
        _computed = before.Sign > 0 ? UInt256.FromBigInteger(before) + minted : null;
    }

    /// <summary>Liquidity went out.</summary>
    /// <param name="replayer">The replay after it.</param>
    /// <param name="held">What the pair held before it, base units.</param>
    /// <param name="paid">What went out, base units.</param>
    /// <param name="burned">LP tokens for it.</param>
    /// <param name="mintedToProtocol">LP tokens that the protocol got first.</param>
    public void Burn(
        UniswapV2Replayer replayer, (UInt256 Amount0, UInt256 Amount1) held, (UInt256 Amount0, UInt256 Amount1) paid, in UInt256 burned, in UInt256 mintedToProtocol)
    {
        if (IsKnown(replayer))
        {
            return;
        }
        (UInt256 most, UInt256 of) = paid.Amount0 > paid.Amount1 ? (paid.Amount0, held.Amount0) : (paid.Amount1, held.Amount1);
        BigInteger before = _computed is { } supply
            ? (supply + mintedToProtocol).ToBigInteger()
            : 2 * burned.ToBigInteger() * of.ToBigInteger() / ((2 * most.ToBigInteger()) + 1);
        _computed = before > burned.ToBigInteger() ? UInt256.FromBigInteger(before) - burned : null;
    }

    private bool IsKnown(UniswapV2Replayer replayer)
    {
        bool isKnown = replayer.SupplyKnown || !replayer.ReservesKnown;
        IsComputed |= !isKnown;
        _computed = isKnown ? null : _computed;
        return isKnown;
    }

    // minted = floor(paid supply / reserve), in the middle of what the rounding leaves open.
    private static BigInteger Before(in UInt256 minted, in UInt256 reserveAfter, in UInt256 paid) =>
        paid.IsZero || reserveAfter <= paid ? 0 : ((2 * minted.ToBigInteger()) + 1) * (reserveAfter - paid).ToBigInteger() / (2 * paid.ToBigInteger());
}
