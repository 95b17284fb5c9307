namespace Tidemark.Amm.UniswapV3;

/// <summary>Why a pool refuses a call, in the contract's own words. A refused call changes nothing.</summary>
public enum UniswapV3Revert
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary><c>AI</c>: already initialised.</summary>
    AlreadyInitialized,

    /// <summary><c>LOK</c>: not initialised yet.</summary>
    Locked,

    /// <summary><c>R</c>: a price outside the range that a pool can have.</summary>
    PriceOutOfRange,

    /// <summary>A mint of no liquidity; the contract gives no word.</summary>
    ZeroLiquidity,

    /// <summary>Liquidity of 2^127 or more; the contract gives no word.</summary>
    LiquidityTooLarge,

    /// <summary><c>TLU</c>: the lower tick is not below the upper.</summary>
    TicksUpsideDown,

    /// <summary><c>TLM</c>: the lower tick is below the lowest.</summary>
    TickLowerTooLow,

    /// <summary><c>TUM</c>: the upper tick is above the highest.</summary>
    TickUpperTooHigh,

    /// <summary>A tick that is not a multiple of the spacing; the contract gives no word.</summary>
    TickNotUsable,

    /// <summary><c>LO</c>: more liquidity at one tick than allowed.</summary>
    TickLiquidityOverflow,

    /// <summary><c>LA</c>: a sum of liquidity needs more than 128 bits.</summary>
    LiquidityAddOverflow,

    /// <summary><c>LS</c>: more liquidity removed than there is.</summary>
    LiquiditySubtractUnderflow,

    /// <summary><c>NP</c>: a position without liquidity has no fees to update.</summary>
    NoPosition,

    /// <summary><c>AS</c>: a swap of nothing.</summary>
    ZeroAmount,

    /// <summary><c>SPL</c>: the price limit is on the wrong side of the price, or no price.</summary>
    PriceLimit,

    /// <summary><c>IIA</c>: a swap's input was not paid.</summary>
    InsufficientInputAmount,

    /// <summary><c>M0</c>: token 0 of a mint was not paid.</summary>
    MintUnpaid0,

    /// <summary><c>M1</c>: token 1 of a mint was not paid.</summary>
    MintUnpaid1,

    /// <summary><c>L</c>: a flash loan from a pool without active liquidity.</summary>
    NoLiquidity,

    /// <summary><c>TF</c>: the pool holds fewer tokens than it would have to send.</summary>
    TransferFailed,

    /// <summary><c>F0</c>: a flash loan's fee in token 0 was not paid.</summary>
    FlashUnpaid0,

    /// <summary><c>F1</c>: a flash loan's fee in token 1 was not paid.</summary>
    FlashUnpaid1,

    /// <summary>A protocol share that is not allowed; the contract gives no word.</summary>
    FeeProtocolInvalid,

    /// <summary>An amount or a fee growth that needs more bits than the contract has; the contract gives no word.</summary>
    ArithmeticOverflow,
}
