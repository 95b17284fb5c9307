namespace Tidemark.Simulation.Positions;

/// <summary>How much gas the transactions of a position use, typically.</summary>
/// <remarks>
/// A tape of a pool does not say what its transactions used. These are medians of whole transactions that the published contracts used on a local node, with
/// plain ERC-20 tokens, to the nearest 5,000: NonfungiblePositionManager of @uniswap/v3-periphery 1.4.4, UniswapV2Router02 of @uniswap/v2-periphery
/// 1.1.0-beta.0. Tokens that do more, ticks that are new, and wrapping ether cost more. Rollups charge for data besides, which is not in here.
/// </remarks>
public static class GasUse
{
    /// <summary>What every transaction uses before it does anything; yellow paper, appendix G.</summary>
    public const int Transaction = 21_000;

    /// <summary>V3: <c>mint</c>, which opens a position and makes its token.</summary>
    public const int Mint = 390_000;

    /// <summary>V3: <c>increaseLiquidity</c>.</summary>
    public const int IncreaseLiquidity = 150_000;

    /// <summary>V3: <c>decreaseLiquidity</c>.</summary>
    public const int DecreaseLiquidity = 135_000;

    /// <summary>V3: <c>collect</c>.</summary>
    public const int Collect = 100_000;

    /// <summary>V2: the router's <c>addLiquidity</c>.</summary>
    public const int AddLiquidity = 130_000;

    /// <summary>V2: the router's <c>removeLiquidity</c>.</summary>
    public const int RemoveLiquidity = 125_000;

    /// <summary>What a move uses in a transaction of its own.</summary>
    /// <param name="kind">The move.</param>
    /// <param name="hasTicks">Whether it is a position of a V3 pool, and not of a V2 pair.</param>
    /// <param name="isFirst">Whether the position opens with it.</param>
    /// <returns>The gas; zero for what is no transaction of the position's owner.</returns>
    public static int Of(PositionMoveKind kind, bool hasTicks, bool isFirst) => kind switch
    {
        PositionMoveKind.Deposit => !hasTicks ? AddLiquidity : isFirst ? Mint : IncreaseLiquidity,
        PositionMoveKind.Withdrawal => hasTicks ? DecreaseLiquidity : RemoveLiquidity,
        PositionMoveKind.Collection => hasTicks ? Collect : 0,
        _ => 0,
    };
}
