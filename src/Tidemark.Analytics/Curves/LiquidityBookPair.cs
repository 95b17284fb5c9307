namespace Tidemark.Analytics.Curves;

/// <summary>The grid of bins of a Liquidity Book pair (Trader Joe, LFJ): the price of each bin, and the fee of a swap.</summary>
/// <remarks>
/// Bin ids are the contract's: id 2^23 is the bin of price one, base unit for base unit, and each further bin is one bin step dearer.
/// The default is no pair; its prices are not numbers that the constructor allows.
/// Source: Trader Joe, Liquidity Book whitepaper (2022); joe-v2 <c>PriceHelper.sol</c> and <c>PairParameterHelper.sol</c>.
/// </remarks>
public readonly record struct LiquidityBookPair
{
    /// <summary>The id of the bin of price one, base unit for base unit.</summary>
    public const int CentreId = 1 << 23;

    private const int BasisPoints = 10_000;
    private const int LargestBinStep = ushort.MaxValue;
    private const int LargestExponent = (1 << 20) - 1;

    /// <summary>A pair with this bin step.</summary>
    /// <param name="binStepBasisPoints">By how much each bin is dearer than the one below, in hundredths of a percent: 20 is 0.2 %.</param>
    /// <param name="centrePrice">
    /// The price of bin 2^23, one where prices are in base units; in token units <c>10^(decimals of token 0 - decimals of token 1)</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The bin step is not from 1 to 65,535, or the price is not positive and finite.</exception>
    public LiquidityBookPair(int binStepBasisPoints, double centrePrice = 1)
    {
        if (binStepBasisPoints is < 1 or > LargestBinStep)
        {
            throw new ArgumentOutOfRangeException(nameof(binStepBasisPoints), binStepBasisPoints, $"The bin step is {binStepBasisPoints} basis points; it must be from 1 to {LargestBinStep}.");
        }
        Positive.Require(centrePrice);
        BinStepBasisPoints = binStepBasisPoints;
        CentrePrice = centrePrice;
    }

    /// <summary>By how much each bin is dearer than the one below, in hundredths of a percent.</summary>
    public int BinStepBasisPoints { get; }

    /// <summary>The price of bin 2^23.</summary>
    public double CentrePrice { get; }

    private double Ratio => 1 + ((double)BinStepBasisPoints / BasisPoints);

    /// <summary>The price of a bin: <c>(1 + s / 10^4)^(id - 2^23)</c> times the price of the centre.</summary>
    /// <param name="id">The bin's id.</param>
    /// <returns>The price of token 0 in token 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The contract has no price for the id, or the price is beyond what a double holds.</exception>
    public double Price(int id)
    {
        long exponent = (long)id - CentreId;
        if (Math.Abs(exponent) > LargestExponent)
        {
            throw new ArgumentOutOfRangeException(nameof(id), id, $"The bin {id} is {exponent} bins from {CentreId}; the contract goes to {LargestExponent} either way.");
        }
        double price = PriceAt(exponent);
        return price > 0 && price <= double.MaxValue
            ? price
            : throw new ArgumentOutOfRangeException(nameof(id), id, $"The bin {id} has a price beyond what a double holds.");
    }

    /// <summary>The bin that a price is in: the dearest one whose price is not above it.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <returns>The bin's id. The contract's <c>getIdFromPrice</c> rounds towards 2^23 instead.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive and finite, or beyond the contract's bins.</exception>
    public int Id(double price)
    {
        Positive.Require(price);
        double exponent = Math.Floor((Math.Log(price) - Math.Log(CentrePrice)) / Math.Log(Ratio));
        if (!(Math.Abs(exponent) < LargestExponent))
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, $"The price {price:R} is {exponent} bins from that of bin {CentreId}; the contract goes to {LargestExponent} either way.");
        }
        int id = CentreId + (int)exponent;
        // The logarithms may be a rounding error off at a bin's very price.
        if (PriceAt(exponent) > price)
        {
            return id - 1;
        }
        return PriceAt(exponent + 1) <= price ? id + 1 : id;
    }

    /// <summary>The part of the fee that does not change: <c>baseFactor binStep 10^10</c>.</summary>
    /// <param name="baseFactor">The pair's base factor, in the contract's unit.</param>
    /// <returns>The fee in units of 10^-18 of the amount in.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The base factor is negative.</exception>
    public UInt128 BaseFeeE18(int baseFactor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(baseFactor);
        return (UInt128)baseFactor * (UInt128)BinStepBasisPoints * 10_000_000_000;
    }

    /// <summary>The part of the fee that grows with recent volatility: <c>((volatilityAccumulator binStep)^2 variableFeeControl + 99) / 100</c>, which rounds up.</summary>
    /// <param name="volatilityAccumulator">Bins crossed of late, in ten-thousandths of a bin.</param>
    /// <param name="variableFeeControl">The pair's variable fee control, in the contract's unit.</param>
    /// <returns>The fee in units of 10^-18 of the amount in.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public UInt128 VariableFeeE18(int volatilityAccumulator, int variableFeeControl)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityAccumulator);
        ArgumentOutOfRangeException.ThrowIfNegative(variableFeeControl);
        UInt128 crossed = (UInt128)volatilityAccumulator * (UInt128)BinStepBasisPoints;
        return ((crossed * crossed * (UInt128)variableFeeControl) + 99) / 100;
    }

    private double PriceAt(double exponent)
    {
        // The power of the rounded ratio drifts by its rounding error for each bin; the second factor takes that back.
        double lost = Math.FusedMultiplyAdd(-BasisPoints, Ratio - 1, BinStepBasisPoints) / BasisPoints;
        return CentrePrice * Math.Pow(Ratio, exponent) * Math.Exp(exponent * (lost / Ratio));
    }
}
