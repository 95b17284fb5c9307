using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>The protocol's share of the fees, in the ways of the forks.</summary>
internal static class ProtocolFee
{
    private const uint PancakeDenominator = 10_000;

    public static bool IsShare(ProtocolFeeRule rule, uint share) => rule switch
    {
        ProtocolFeeRule.UniswapDenominator => share is 0 or (>= 4 and <= 10),
        ProtocolFeeRule.PancakeTenThousandths => share is 0 or (>= 1000 and <= 4000),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Invariant: an unknown rule."),
    };

    // PancakeV3Pool.initialize begins with a share that depends on the fee tier; a Uniswap pool begins with none.
    public static uint Initial(ProtocolFeeRule rule, int feePips)
    {
        if (rule == ProtocolFeeRule.UniswapDenominator)
        {
            return 0;
        }
        uint share = feePips switch
        {
            100 => 3300,
            500 => 3400,
            _ => 3200,
        };
        return Pack(rule, share, share);
    }

    public static uint Pack(ProtocolFeeRule rule, uint share0, uint share1) =>
        share0 | (share1 << (rule == ProtocolFeeRule.UniswapDenominator ? 4 : 16));

    public static uint Share(ProtocolFeeRule rule, uint packed, bool isToken0) =>
        rule == ProtocolFeeRule.UniswapDenominator
            ? isToken0 ? packed & 15 : packed >> 4
            : isToken0 ? packed & 0xffff : packed >> 16;

    public static UInt256 Of(ProtocolFeeRule rule, in UInt256 fee, uint share) =>
        share == 0 ? default
        : rule == ProtocolFeeRule.UniswapDenominator ? fee / (ulong)share
        : FullMath.MulDiv(fee, (ulong)share, PancakeDenominator);

    // One base unit stays, so that the storage slot is not cleared: v3-core collectProtocol.
    public static UInt128 Collectable(UInt128 fees, UInt128 requested)
    {
        UInt128 amount = UInt128.Min(fees, requested);
        return amount > UInt128.Zero && amount == fees ? amount - UInt128.One : amount;
    }
}
