namespace Tidemark.Amm.UniswapV2;

/// <summary>How the pair answers a call: accepted, or refused for the reason its contract would give. The numbers are stable.</summary>
/// <remarks>One value per <c>require</c> of <c>UniswapV2Pair</c>, <c>UniswapV2ERC20</c>, <c>SafeMath</c> and, for quotes, of the periphery's
/// <c>UniswapV2Library</c>. <c>LOCKED</c>, <c>FORBIDDEN</c>, allowances and permits have no value: calls here cannot re-enter, the pair is
/// created initialised, and who may move LP tokens is the caller's business. Forks change the prefix of the message, not the reason.</remarks>
public enum UniswapV2Status
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary><c>OVERFLOW</c>: a token balance of the pair does not fit in the 112 bits of a reserve.</summary>
    Overflow = 1,

    /// <summary><c>INSUFFICIENT_LIQUIDITY_MINTED</c>: the deposit is worth no LP token.</summary>
    InsufficientLiquidityMinted = 2,

    /// <summary><c>INSUFFICIENT_LIQUIDITY_BURNED</c>: the LP tokens are worth nothing of at least one token.</summary>
    InsufficientLiquidityBurned = 3,

    /// <summary><c>INSUFFICIENT_OUTPUT_AMOUNT</c>: a swap, or a quote, asks for nothing.</summary>
    InsufficientOutputAmount = 4,

    /// <summary><c>INSUFFICIENT_LIQUIDITY</c>: a swap asks for a whole reserve or more; a quote meets an empty reserve.</summary>
    InsufficientLiquidity = 5,

    /// <summary><c>INVALID_TO</c>: a swap would pay out to one of the two token contracts.</summary>
    InvalidTo = 6,

    /// <summary><c>INSUFFICIENT_INPUT_AMOUNT</c>: the pair received nothing for a swap; a quote offers nothing.</summary>
    InsufficientInputAmount = 7,

    /// <summary><c>K</c>: the product of the fee-adjusted balances is below the product of the reserves.</summary>
    K = 8,

    /// <summary><c>TRANSFER_FAILED</c>: a token does not let the pair pay out more than it holds.</summary>
    TransferFailed = 9,

    /// <summary><c>ds-math-add-overflow</c>: a sum needs more than 256 bits.</summary>
    AdditionOverflow = 10,

    /// <summary><c>ds-math-sub-underflow</c>: a difference is negative: an LP balance is too small, a first deposit is below the minimum
    /// liquidity, or a token balance of the pair is below its reserve.</summary>
    SubtractionUnderflow = 11,

    /// <summary><c>ds-math-mul-overflow</c>: a product needs more than 256 bits.</summary>
    MultiplicationOverflow = 12,

    /// <summary>A division by zero (an invalid opcode, without a message): a burn while no LP token exists, a mint beside LP tokens while a
    /// reserve is empty, a quote for a whole reserve.</summary>
    DivisionByZero = 13,
}
