using System.Globalization;

namespace Tidemark.Analytics.Legs.Perpetuals;

/// <summary>A position in a perpetual on the price of token 0 in token 1, without its margin.</summary>
/// <remarks>
/// Amounts are in the margin token, token 1 for a linear and token 0 for an inverse contract; plus is what the holder gains. The default is not a position.
/// Source: Binance and BitMEX contract specifications.
/// </remarks>
public readonly record struct Perpetual
{
    /// <summary>A position.</summary>
    /// <param name="kind">Linear or inverse.</param>
    /// <param name="quantity">How much: token 0 of a linear contract, token 1 of an inverse one; plus is long, minus is short.</param>
    /// <param name="entryPrice">The price of token 0 in token 1 at which it was opened.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind, the quantity is zero or not finite, the price is not positive and finite, or the two are too extreme.</exception>
    public Perpetual(PerpetualKind kind, double quantity, double entryPrice)
    {
        if (kind is not (PerpetualKind.Linear or PerpetualKind.Inverse))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, $"kind is {kind}; it must be Linear or Inverse.");
        }
        if (quantity == 0 || !double.IsFinite(quantity))
        {
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, $"quantity is {quantity.ToString(CultureInfo.InvariantCulture)}; it must be a finite number above zero for a long, below zero for a short position.");
        }
        Positive.Require(entryPrice);
        Kind = kind;
        Quantity = quantity;
        EntryPrice = entryPrice;
        double notional = Notional(entryPrice);
        if (!(notional > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, string.Create(CultureInfo.InvariantCulture, $"quantity is {quantity:R} at {entryPrice:R}; the position would be too small for a double."));
        }
    }

    /// <summary>Linear or inverse.</summary>
    public PerpetualKind Kind { get; }

    /// <summary>How much: token 0 of a linear contract, token 1 of an inverse one; plus is long, minus is short.</summary>
    public double Quantity { get; }

    /// <summary>The price at which the position was opened.</summary>
    public double EntryPrice { get; }

    /// <summary>Whether it gains from a rising price.</summary>
    public bool IsLong => Quantity > 0;

    /// <summary>The size of the position in the margin token.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <returns>Positive.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the result would not be finite.</exception>
    public double Notional(double price)
    {
        Positive.Require(price);
        double size = Math.Abs(Quantity);
        return Finite.Result(Kind == PerpetualKind.Linear ? size * price : size / price, price);
    }

    /// <summary>The unrealised profit since the entry, in the margin token.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <returns>The profit; negative is a loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the result would not be finite.</exception>
    public double Profit(double price)
    {
        Positive.Require(price);
        double move = price - EntryPrice;
        return Finite.Result(Kind == PerpetualKind.Linear ? Quantity * move : Quantity * (move / price / EntryPrice), price);
    }

    /// <summary>The funding that the holder receives for a time, in the margin token: a short is paid where the rate is positive.</summary>
    /// <param name="price">The price of token 0 in token 1, at which the position is counted.</param>
    /// <param name="fundingFraction">The funding rate for that time, as a fraction of the position: 0.0001 is 0.01 %.</param>
    /// <returns>What is received; negative is paid.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, the rate is not finite, or the result would not be.</exception>
    public double Funding(double price, double fundingFraction)
    {
        Finite.Require(fundingFraction);
        double received = (IsLong ? -1 : 1) * fundingFraction * Notional(price);
        return Finite.Result(received, fundingFraction);
    }

    /// <summary>The margin that opens the position at a leverage.</summary>
    /// <param name="leverage">The position over the margin, 1 or more.</param>
    /// <returns>The margin, in the margin token.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The leverage is below 1 or not finite.</exception>
    public double InitialMargin(double leverage)
    {
        if (!(leverage >= 1 && leverage <= double.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(leverage), leverage, $"leverage is {leverage.ToString(CultureInfo.InvariantCulture)}; it must be a finite number from 1.");
        }
        return Notional(EntryPrice) / leverage;
    }

    /// <summary>The price at which the position alone with its margin is liquidated: equity falls to the maintenance margin of the tier the position is in there.</summary>
    /// <param name="margin">What was put in, with all funding and fees since then, in the margin token.</param>
    /// <param name="tiers">The maintenance margin by size.</param>
    /// <returns>The price; null where no price liquidates it, as for a long position that owes nothing or an inverse short one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not finite.</exception>
    /// <remarks>
    /// In the size n of the position in the margin token all four cases are one line: equity is <c>margin +- (n - n_entry)</c>, maintenance <c>rate n - cumulative</c>. With cumulative amounts
    /// that join the tiers there is exactly one tier whose solution lies in it. A margin that is too small at the entry gives a price on the good side of it.
    /// Source: Binance, liquidation price of isolated margin; <c>short P = (margin + cumulative + q entry) / (q (1 + rate))</c>, <c>long P = (q entry - margin - cumulative) / (q (1 - rate))</c>.
    /// </remarks>
    public double? LiquidationPrice(double margin, MaintenanceTiers tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        Finite.Require(margin);
        double entry = Notional(EntryPrice);
        double? notional = GainsWithNotional ? tiers.NotionalWhereKept(margin - entry, 1) : tiers.NotionalWhereKept(margin + entry, -1);
        double? price = Kind == PerpetualKind.Linear ? notional / Math.Abs(Quantity) : Math.Abs(Quantity) / notional;
        return price is > 0 and <= double.MaxValue ? price : null;
    }

    /// <summary>The margin with which the position just survives a price.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="tiers">The maintenance margin by size.</param>
    /// <returns>The least margin, in the margin token; negative where profits alone would do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or the result would not be finite.</exception>
    public double MarginToSurvive(double price, MaintenanceTiers tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        return Finite.Result(tiers.Margin(Notional(price)) - Profit(price), price);
    }

    /// <summary>A long inverse position shrinks in the margin token as it gains, a short one grows as it gains.</summary>
    private bool GainsWithNotional => IsLong == (Kind == PerpetualKind.Linear);
}
