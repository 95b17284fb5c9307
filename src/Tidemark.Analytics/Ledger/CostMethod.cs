namespace Tidemark.Analytics.Ledger;

/// <summary>Which deposit a withdrawal is taken from.</summary>
public enum CostMethod
{
    /// <summary>The oldest that is left.</summary>
    FirstInFirstOut,

    /// <summary>All in proportion; every unit of liquidity has cost the same. It is how <see cref="ProfitAccount{T}"/> realises profit.</summary>
    Average,
}
