namespace Tidemark.Simulation.Positions;

/// <summary>What a position that was not there is taken to change.</summary>
public enum PositionImpact
{
    /// <summary>Nothing: it is so small that prices and fees stay as they were, and it earns what a unit of liquidity in its range earned.</summary>
    None = 0,

    /// <summary>The same prices and the same fees, shared with the liquidity that is larger by the position.</summary>
    Dilute = 1,

    /// <summary>Prices and fees: the recorded swaps are asked of the pool that holds it, each in the form in which it was asked.</summary>
    Counterfactual = 2,
}
