namespace Tidemark.Amm.UniswapV3;

/// <summary>How a fork packs and applies the protocol's share of the fees.</summary>
public enum ProtocolFeeRule
{
    /// <summary>Uniswap: <c>1/n</c> of the fee with <c>n</c> from 4 to 10, or none; the share of token 0 in the low 4 bits, of token 1 above.</summary>
    UniswapDenominator = 0,

    /// <summary>PancakeSwap V3: ten-thousandths of the fee from 1000 to 4000, or none; token 0 in the low 16 bits, token 1 above. A
    /// pool starts with 3300 in the 0.01 % tier, 3400 in the 0.05 % tier and 3200 in all others, for either token.</summary>
    PancakeTenThousandths = 1,
}
