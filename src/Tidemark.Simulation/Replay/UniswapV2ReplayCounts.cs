namespace Tidemark.Simulation.Replay;

/// <summary>How many events a replay of a V2 pair met, and how it could check them. <c>default</c> is nothing met.</summary>
/// <remarks>"Exact" means: every recorded number equals what the pair computes. Every mint, burn and swap is exact, or counted in one other
/// number of its kind here, or named by a mismatch.</remarks>
public record struct UniswapV2ReplayCounts
{
    /// <summary>All events.</summary>
    public long Events { get; internal set; }

    /// <summary>Transfers of LP tokens, those of mints and burns among them.</summary>
    public long Transfers { get; internal set; }

    /// <summary>Transfers not checked, for the LP supply was unknown.</summary>
    public long TransfersUnchecked { get; internal set; }

    /// <summary>Sync events.</summary>
    public long Syncs { get; internal set; }

    /// <summary>Sync events without a mint, burn or swap: calls of <c>sync()</c>, which record donations or losses that no event announces.</summary>
    public long LoneSyncs { get; internal set; }

    /// <summary>Lone Sync events that lost tokens, and with <see cref="UniswapV2ReplayOptions.BalancesMayFall"/> swaps and burns that did.</summary>
    public long BalanceLosses { get; internal set; }

    /// <summary>Mints.</summary>
    public long Mints { get; internal set; }

    /// <summary>Mints whose amounts, LP tokens and reserves are exact.</summary>
    public long MintsExact { get; internal set; }

    /// <summary>Mints whose LP tokens were not checked, for the LP supply was unknown; their reserves were, where known.</summary>
    public long MintsUnchecked { get; internal set; }

    /// <summary>Burns.</summary>
    public long Burns { get; internal set; }

    /// <summary>Burns whose amounts, LP tokens and reserves are exact.</summary>
    public long BurnsExact { get; internal set; }

    /// <summary>Burns whose amounts were not checked, for the LP supply was unknown; their reserves were, where known.</summary>
    public long BurnsUnchecked { get; internal set; }

    /// <summary>Burns that found more than the reserves in the pair: a donation that no event announces, paid out pro rata.</summary>
    public long BurnsWithDonation { get; internal set; }

    /// <summary>Mints of LP tokens to the protocol.</summary>
    public long ProtocolMints { get; internal set; }

    /// <summary>Those of them not checked, for the product of the reserves at the liquidity event before was unknown.</summary>
    public long ProtocolMintsUnchecked { get; internal set; }

    /// <summary>Swaps.</summary>
    public long Swaps { get; internal set; }

    /// <summary>Accepted swaps of one token for the other whose output is the most for the input, or whose input is the periphery's for
    /// the output.</summary>
    public long SwapsExact { get; internal set; }

    /// <summary>Accepted swaps of one token for the other that asked for less than they could have.</summary>
    public long SwapsBelowMaximum { get; internal set; }

    /// <summary>Accepted swaps with two inputs, two outputs, or one token on both sides: flash and two-sided swaps.</summary>
    public long SwapsTwoSided { get; internal set; }

    /// <summary>Swaps not checked, for the reserves were unknown or an amount was not recorded.</summary>
    public long SwapsUnchecked { get; internal set; }

    /// <summary>Mints, burns and swaps whose reserves after were not checked: no Sync is recorded, or it is the first and the reserves
    /// before were derived from it.</summary>
    public long ReservesUnchecked { get; internal set; }
}
