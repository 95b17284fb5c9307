using Tidemark.Amm.UniswapV2;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The contract's words for our reasons.</summary>
internal static class UniswapV2Reasons
{
    public static string Text(UniswapV2Status status) => status switch
    {
        UniswapV2Status.Overflow => "UniswapV2: OVERFLOW",
        UniswapV2Status.InsufficientLiquidityMinted => "UniswapV2: INSUFFICIENT_LIQUIDITY_MINTED",
        UniswapV2Status.InsufficientLiquidityBurned => "UniswapV2: INSUFFICIENT_LIQUIDITY_BURNED",
        UniswapV2Status.InsufficientOutputAmount => "UniswapV2: INSUFFICIENT_OUTPUT_AMOUNT",
        UniswapV2Status.InsufficientLiquidity => "UniswapV2: INSUFFICIENT_LIQUIDITY",
        UniswapV2Status.InvalidTo => "UniswapV2: INVALID_TO",
        UniswapV2Status.InsufficientInputAmount => "UniswapV2: INSUFFICIENT_INPUT_AMOUNT",
        UniswapV2Status.K => "UniswapV2: K",
        UniswapV2Status.TransferFailed => "UniswapV2: TRANSFER_FAILED",
        UniswapV2Status.AdditionOverflow => "ds-math-add-overflow",
        UniswapV2Status.SubtractionUnderflow => "ds-math-sub-underflow",
        UniswapV2Status.MultiplicationOverflow => "ds-math-mul-overflow",
        UniswapV2Status.DivisionByZero => string.Empty,
        UniswapV2Status.Ok => throw new ArgumentOutOfRangeException(nameof(status), status, "Not refused."),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "An unknown reason."),
    };
}
