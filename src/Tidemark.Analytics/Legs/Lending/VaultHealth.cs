namespace Tidemark.Analytics.Legs.Lending;

/// <summary>What Alpha Homora v1 and Alpaca Finance count a constant-product position worth: less than its mark value, for they sell the token that was not borrowed through the pool.</summary>
/// <remarks>
/// A position is liquidatable when <c>health kill_factor &lt; debt</c>. The wei-exact figure is <c>Tidemark.Amm.AlphaHomora.OneSidedDeposit.Health</c>.
/// Source: alphahomora, <c>UniswapGoblin.health</c>; bsc-alpaca-contract, <c>PancakeswapV2Worker.health</c>.
/// </remarks>
public static class VaultHealth
{
    /// <summary>The health of a share of a pool: <c>s Y (1 + (1 - f) (1 - s) / ((1 - s) + (1 - f) s))</c>.</summary>
    /// <param name="share">The position's share s of the pool, from 0 to 1.</param>
    /// <param name="baseReserve">The pool's reserve Y of the token that was borrowed.</param>
    /// <param name="feeFraction">The pool's fee f, from 0 to below 1.</param>
    /// <returns>In the token that was borrowed; not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1, the reserve is not positive and finite, or the fee is not from 0 to below 1.</exception>
    /// <remarks>Of a small share it is the mark value less the fee on half of it; of the whole pool it is the base token alone.</remarks>
    public static double Of(double share, double baseReserve, double feeFraction)
    {
        Fraction.Require(share);
        Positive.Require(baseReserve);
        Fraction.RequireBelowOne(feeFraction);
        double rest = 1 - share;
        double kept = 1 - feeFraction;
        return share * baseReserve * (1 + (kept * rest / (rest + (kept * share))));
    }
}
