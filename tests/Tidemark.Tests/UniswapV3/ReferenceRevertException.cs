using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>A <c>require</c> that failed in the reference.</summary>
internal sealed class ReferenceRevertException(UniswapV3Revert reason) : Exception(reason.ToString())
{
    public UniswapV3Revert Reason { get; } = reason;

    public static void Require(bool condition, UniswapV3Revert reason)
    {
        if (!condition)
        {
            throw new ReferenceRevertException(reason);
        }
    }

    /// <summary>A requirement to which the contract gives no word.</summary>
    public static void Require(bool condition) => Require(condition, UniswapV3Revert.ArithmeticOverflow);
}
