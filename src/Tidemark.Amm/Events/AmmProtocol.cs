namespace Tidemark.Amm.Events;

/// <summary>Which state machine a tape belongs to.</summary>
public enum AmmProtocol
{
    /// <summary>Uniswap V3 and forks of it.</summary>
    UniswapV3 = 0,

    /// <summary>Uniswap V2 and forks of it.</summary>
    UniswapV2 = 1,
}
