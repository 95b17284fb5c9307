using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Amms;

/// <summary>What a user asks about: a position in an AMM, the price at which it began and, where asked, the price now.</summary>
internal sealed record AmmCase
{
    /// <summary>The AMM's name on the command line.</summary>
    public required string Amm { get; init; }

    /// <summary>What decides the curve's form, by JSON name, in the order of the options.</summary>
    public required IReadOnlyList<AmmParameter> Parameters { get; init; }

    /// <summary>The position as a function of the price of <see cref="MovingToken"/>.</summary>
    public required ValueCurve Curve { get; init; }

    public required double EntryPrice { get; init; }

    /// <summary>The price now, where the user gives one.</summary>
    public double? Price { get; init; }

    /// <summary>What was offered and did not fit the pool's ratio.</summary>
    public Reserves Undeposited { get; init; }

    /// <summary>Which of the pool's tokens the price is of; token 0 of a pool of two.</summary>
    public int MovingToken { get; init; }

    /// <summary>What values are counted in, for people.</summary>
    public string Numeraire { get; init; } = "token 1";

    /// <summary>The position as a function of all prices, where the pool is a basket.</summary>
    public BasketCurve? Basket { get; init; }

    /// <summary>Every token's price at entry, where the pool is a basket.</summary>
    public double[] EntryPrices { get; init; } = [];

    /// <summary>What those take for granted, as a sentence, where they do.</summary>
    public string? EntryNote { get; init; }

    /// <summary>Every token's price now, where the pool is a basket and the user gives them.</summary>
    public double[]? Prices { get; init; }

    /// <summary>What the provider can withdraw at a price, where that is more than the reserves tell.</summary>
    public Func<double, FigureGroup>? Claim { get; init; }

    /// <summary>The volatility of the price, where the position is out of a book that has one.</summary>
    public double? Volatility { get; init; }

    /// <summary>The drift of the price in that book.</summary>
    public double Drift { get; init; }

    /// <summary>The horizon in that book.</summary>
    public double? Days { get; init; }

    /// <summary>The position after years, where it is a book, which time changes.</summary>
    public Func<double, ValueCurve>? CurveAfter { get; init; }

    /// <summary>By a volatility and a time in years: what the fees of a book's ranges are expected to be off from those at the price now, in token 1.</summary>
    public Func<double, double, double>? FeesAwayFromPrice { get; init; }

    /// <summary>Whether there is liquidity in it, which a book can do without.</summary>
    public bool HasLiquidity { get; init; } = true;

    /// <summary>The protections in that book.</summary>
    public IReadOnlyList<ProtectionLeg> Protections { get; init; } = [];

    /// <summary>The formula of <see cref="Curve"/> at a price.</summary>
    public required Func<double, CurveFormula> FormulaAt { get; init; }

    /// <summary>The formula at any prices, where the pool is a basket.</summary>
    public Func<double[], CurveFormula>? FormulaOf { get; init; }

    /// <summary>The formula of the value now, with the source.</summary>
    public Formula Value => new("poolValue", FormulaNow.Value, FormulaNow.Source);

    /// <summary>How many tokens the pool has.</summary>
    public int TokenCount => Basket?.TokenCount ?? 2;

    /// <summary>How much of token 0 was put in, whichever token the price is of.</summary>
    public double DepositedAmount0
    {
        get
        {
            if (Basket is null)
            {
                return Curve.Reserves(EntryPrice).Amount0;
            }
            double[] amounts = new double[Basket.TokenCount];
            Basket.Reserves(EntryPrices, amounts);
            return amounts[0];
        }
    }

    /// <summary>The price that figures are for: now, or at entry.</summary>
    public double PriceNow => Prices?[MovingToken] ?? Price ?? EntryPrice;

    /// <summary>The formula at the price that figures are for.</summary>
    public CurveFormula FormulaNow => Prices is { } prices ? FormulaOf!(prices) : FormulaAt(PriceNow);

    /// <summary>The position as a function of that price from here on: in a basket, the other tokens at their prices now.</summary>
    public ValueCurve CurveNow => Basket is { } basket && Prices is { } prices ? basket.Along(MovingToken, prices) : Curve;
}
