namespace Tidemark.Analytics.Ledger;

/// <summary>What could have been done with the deposits instead. Each follows the deposits and withdrawals of the position: a deposit is converted at its
/// own prices, and a withdrawal leaves of each token the part that stays in the position.</summary>
public enum Benchmark
{
    /// <summary>Holding what was put in.</summary>
    DepositedTokens,

    /// <summary>Holding all of it in token 0.</summary>
    Token0,

    /// <summary>Holding all of it in token 1.</summary>
    Token1,

    /// <summary>Half of each deposit's value in token 0, half in token 1, and no trade after.</summary>
    HalfAndHalf,

    /// <summary>Holding at each moment what the pool holds, traded at market prices: the position's own gain plus LVR.</summary>
    Rebalancing,
}
