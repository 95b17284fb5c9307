using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The position's share of its pool.</summary>
internal static class PoolShare
{
    /// <param name="amount0">The position's token 0 at entry.</param>
    /// <param name="pool0">The pool's.</param>
    public static FigureGroup Of(double amount0, double pool0) => amount0 > pool0
        ? throw new CommandInputException($"--pool0 {pool0:R} is less than the position's own token 0, {amount0:R}; it is that of the whole pool, the position included.")
        : new("shareOfPool", "Share of the pool",
    [
        new Figure("ifIncludedFraction", "if its reserves include the deposit", amount0 / pool0, FigureUnit.Fraction)
            .From($"x0 / X = {amount0} / {pool0}", Source.Definition),
        new Figure("ifAddedFraction", "if the deposit comes on top of them", amount0 / (pool0 + amount0), FigureUnit.Fraction)
            .From($"x0 / (X + x0) = {amount0} / ({pool0} + {amount0})", Source.Definition),
    ]);
}
