namespace Tidemark.Analytics.Legs.Perpetuals;

/// <summary>In which token a perpetual is margined and paid.</summary>
public enum PerpetualKind
{
    /// <summary>Margin and profit in token 1, the quantity in token 0: a profit of <c>quantity (P - entry)</c>.</summary>
    Linear,

    /// <summary>Margin and profit in token 0, the quantity in token 1: a profit of <c>quantity (1 / entry - 1 / P)</c>.</summary>
    Inverse,
}
