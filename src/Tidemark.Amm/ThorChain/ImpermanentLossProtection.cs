using System.Runtime.CompilerServices;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.ThorChain;

/// <summary>THORChain's and Maya's protection against impermanent loss, in the integers and roundings of their nodes.</summary>
/// <remarks>
/// THORChain ended it for new deposits in 2023 (ADR-005). The first versions of the code clipped the loss of each token at zero by itself and paid too much; this
/// is the code after that. Source: THORNode and MAYANode, <c>calcImpLossV91</c>, <c>calcImpLossProtectionAmtV1</c> and <c>V2</c>.
/// </remarks>
public static class ImpermanentLossProtection
{
    /// <summary>The basis points of a whole.</summary>
    public const long WholeBasisPoints = 10_000;

    /// <summary>The age in blocks under which THORChain protects nothing: <c>ILPMinimumBlocks</c>.</summary>
    public const long ThorChainMinimumBlocks = 17_280;

    /// <summary>The age in blocks from which THORChain protects all: 100 days of 14400 blocks.</summary>
    public const long ThorChainFullBlocks = 1_440_000;

    /// <summary>The age in blocks up to which Maya protects nothing: <c>ZeroImpLossProtectionBlocks</c>, 50 days of 14400 blocks.</summary>
    public const long MayaZeroBlocks = 720_000;

    /// <summary>The age in blocks from which Maya protects all where CACAO held its value against the asset: <c>FullImpLossProtectionBlocks</c>, 150 days.</summary>
    public const long MayaFullBlocks = 2_160_000;

    /// <summary>The age in blocks from which Maya protects all where CACAO lost against the asset: <c>FullImpLossProtectionBlocksTimes4</c>, 450 days.</summary>
    public const long MayaFullBlocksTimesFour = 6_480_000;

    private const int DecimalPlaces = 18;

    /// <summary>The protected share on THORChain: nothing below the minimum age, then in proportion to the age, rounded down.</summary>
    /// <param name="ageBlocks">The blocks since the last deposit.</param>
    /// <param name="minimumBlocks">The age below which nothing is protected.</param>
    /// <param name="fullBlocks">The age from which all is protected.</param>
    /// <returns>Basis points, from 0 to 10000.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An age is negative, or the full age is not positive.</exception>
    public static long ThorChainBasisPoints(long ageBlocks, long minimumBlocks = ThorChainMinimumBlocks, long fullBlocks = ThorChainFullBlocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ageBlocks);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumBlocks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fullBlocks);
        return ageBlocks < minimumBlocks ? 0 : ageBlocks >= fullBlocks ? WholeBasisPoints : ageBlocks * WholeBasisPoints / fullBlocks;
    }

    /// <summary>The protected share on Maya: nothing up to the end of the zero period, from there in proportion to the age, rounded down.</summary>
    /// <param name="ageBlocks">The blocks since the last deposit.</param>
    /// <param name="zeroBlocks">The length of the period without protection.</param>
    /// <param name="fullBlocks">The age from which all is protected, above the zero period.</param>
    /// <returns>Basis points, from 0 to 10000.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An age is negative, or the full age is not above the zero period.</exception>
    public static long MayaBasisPoints(long ageBlocks, long zeroBlocks = MayaZeroBlocks, long fullBlocks = MayaFullBlocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ageBlocks);
        ArgumentOutOfRangeException.ThrowIfNegative(zeroBlocks);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(fullBlocks, zeroBlocks);
        return ageBlocks < zeroBlocks ? 0 : ageBlocks >= fullBlocks ? WholeBasisPoints : (ageBlocks - zeroBlocks) * WholeBasisPoints / (fullBlocks - zeroBlocks);
    }

    /// <summary>What is paid: the value of the deposit at today's price less that of the units, as far as it is withdrawn and protected.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="pool">The pool now.</param>
    /// <param name="withdrawnBasisPoints">The withdrawn part of the units, from 0 to 10000.</param>
    /// <param name="protectedBasisPoints">The protected share, from 0 to 10000.</param>
    /// <returns>What is paid, and the two values it comes from; all zero where the units hold none of the asset.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Basis points are not from 0 to 10000.</exception>
    /// <exception cref="OverflowException">Amounts that no pool holds do not fit in 256 bits.</exception>
    public static LossCover Cover(in LiquidityProvider provider, in LiquidityPool pool, long withdrawnBasisPoints, long protectedBasisPoints)
    {
        RequireBasisPoints(withdrawnBasisPoints);
        RequireBasisPoints(protectedBasisPoints);
        UInt256 asset = Share(provider.Units, pool.PoolUnits, pool.BalanceAsset);
        UInt256 rune = Share(provider.Units, pool.PoolUnits, pool.BalanceRune);
        if (asset.IsZero)
        {
            return default;
        }
        UInt256 depositValue = (provider.AssetDeposit * rune / asset) + provider.RuneDeposit;
        UInt256 redeemValue = rune + rune;
        UInt256 loss = depositValue > redeemValue ? depositValue - redeemValue : UInt256.Zero;
        UInt256 withdrawn = Share((ulong)withdrawnBasisPoints, WholeBasisPoints, loss);
        return new LossCover(withdrawn * (ulong)protectedBasisPoints / WholeBasisPoints, depositValue, redeemValue);
    }

    /// <summary>allocation / (total / part), where each quotient is rounded to eighteen decimals, and the result to a whole number, half to even.</summary>
    /// <remarks>The nodes' <c>GetSafeShare</c>, on Cosmos decimals.</remarks>
    private static UInt256 Share(in UInt256 part, in UInt256 total, in UInt256 allocation)
    {
        if (part.IsZero || total.IsZero)
        {
            return UInt256.Zero;
        }
        if (part >= total)
        {
            return allocation;
        }
        UInt256 one = UInt256.PowerOfTen(DecimalPlaces);
        UInt256 ratio = Rounded(FullMath.MulDiv(total, one * one, part), one);
        UInt256 share = Rounded(FullMath.MulDiv(allocation * one, one * one, ratio), one);
        return Rounded(share, one);
    }

    /// <summary>value / unit, half to even.</summary>
    private static UInt256 Rounded(in UInt256 value, in UInt256 unit)
    {
        FullMath.DivRem(value, unit, out UInt256 quotient, out UInt256 remainder);
        UInt256 half = unit / 2;
        bool isUp = remainder > half || (remainder == half && !(quotient & UInt256.One).IsZero);
        return isUp ? quotient + UInt256.One : quotient;
    }

    private static void RequireBasisPoints(long basisPoints, [CallerArgumentExpression(nameof(basisPoints))] string? name = null)
    {
        if (basisPoints is < 0 or > WholeBasisPoints)
        {
            throw new ArgumentOutOfRangeException(name, basisPoints, $"{name} is {basisPoints}; it must be from 0 to {WholeBasisPoints}.");
        }
    }
}
