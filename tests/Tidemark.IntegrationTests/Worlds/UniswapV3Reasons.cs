using Tidemark.Amm.UniswapV3;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The contract's words for our reasons.</summary>
internal static class UniswapV3Reasons
{
    public static string Text(UniswapV3Revert revert) => revert switch
    {
        UniswapV3Revert.AlreadyInitialized => "AI",
        UniswapV3Revert.Locked => "LOK",
        UniswapV3Revert.PriceOutOfRange => "R",
        UniswapV3Revert.TicksUpsideDown => "TLU",
        UniswapV3Revert.TickLowerTooLow => "TLM",
        UniswapV3Revert.TickUpperTooHigh => "TUM",
        UniswapV3Revert.TickLiquidityOverflow => "LO",
        UniswapV3Revert.LiquidityAddOverflow => "LA",
        UniswapV3Revert.LiquiditySubtractUnderflow => "LS",
        UniswapV3Revert.NoPosition => "NP",
        UniswapV3Revert.ZeroAmount => "AS",
        UniswapV3Revert.PriceLimit => "SPL",
        UniswapV3Revert.InsufficientInputAmount => "IIA",
        UniswapV3Revert.MintUnpaid0 => "M0",
        UniswapV3Revert.MintUnpaid1 => "M1",
        UniswapV3Revert.NoLiquidity => "L",
        UniswapV3Revert.TransferFailed => "TF",
        UniswapV3Revert.FlashUnpaid0 => "F0",
        UniswapV3Revert.FlashUnpaid1 => "F1",
        UniswapV3Revert.ZeroLiquidity or UniswapV3Revert.LiquidityTooLarge or UniswapV3Revert.TickNotUsable
            or UniswapV3Revert.FeeProtocolInvalid or UniswapV3Revert.ArithmeticOverflow => string.Empty,
        UniswapV3Revert.None => throw new ArgumentOutOfRangeException(nameof(revert), revert, "Not refused."),
        _ => throw new ArgumentOutOfRangeException(nameof(revert), revert, "An unknown reason."),
    };
}
