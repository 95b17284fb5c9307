namespace Tidemark.Analytics.Legs;

/// <summary>What a rule did to a book.</summary>
public enum BookEventKind
{
    /// <summary>A margin fell below its maintenance, and cash filled it up to the initial margin.</summary>
    MarginToppedUp,

    /// <summary>A margin fell below its maintenance with too little cash to fill it up: the perpetual was closed.</summary>
    MarginLiquidated,

    /// <summary>A health factor fell below one: collateral was seized and debt repaid.</summary>
    Liquidated,
}
