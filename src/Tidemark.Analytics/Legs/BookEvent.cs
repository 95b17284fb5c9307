namespace Tidemark.Analytics.Legs;

/// <summary>Something that a rule did to a book.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">When and at what price.</param>
/// <param name="Name">The perpetual's leg or the rule.</param>
/// <param name="Amounts">What a liquidation or the close of a perpetual moved; nothing where a margin was filled up.</param>
public sealed record BookEvent(BookEventKind Kind, MarketState State, string Name, LiquidationAmounts Amounts)
{
    /// <summary>Of a margin that was filled up: what cash came into it, in token 1.</summary>
    public double MarginAdded { get; init; }

    /// <summary>Of a perpetual that was closed: the margin that it had when it was opened or last filled up, all of which is gone by prices, funding and the close; in token 1 at the price of the close.</summary>
    public double MarginLost { get; init; }
}
