namespace Tidemark.Analytics.Curves;

/// <summary>
/// A claim on a deposit of token 0 alone, of which the protocol matched the other side (Bancor v2.1): the deposit less the part of a constant-product pool's
/// impermanent loss that is not protected, all in token 0.
/// </summary>
/// <remarks>
/// <para>
/// With <c>r</c> the price over the price at the deposit, the claim is <c>deposit (1 - (1 - c) loss)</c>, <c>loss = 1 - 2 sqrt(r) / (1 + r)</c>. The benchmark of
/// holding is the deposit itself.
/// </para>
/// <para>
/// This is not the curve of a market maker, since somebody else pays: its value is not concave everywhere (below 0.46 times the price at the deposit gamma is
/// positive), and delta is the derivative of the value, not the amount of token 0. Seen from another entry than the deposit's, a claim that was smaller there
/// may have recovered, so that the value over hold is positive.
/// Source: Bancor v2.1 <c>LiquidityProtection.sol</c>.
/// </para>
/// </remarks>
public sealed class SingleSidedCurve : ValueCurve
{
    /// <summary>A claim on this deposit.</summary>
    /// <param name="deposit">The amount of token 0 put in.</param>
    /// <param name="depositPrice">The price of token 0 in token 1 at the deposit.</param>
    /// <param name="protectedShare">The part of the loss that is paid back, a fraction from zero to one; see <see cref="Legs.Protection.ProtectionSchedule"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deposit or the price is not positive and finite, or the share is outside zero to one.</exception>
    public SingleSidedCurve(double deposit, double depositPrice, double protectedShare)
    {
        Positive.Require(deposit);
        RequirePrice(depositPrice);
        Fraction.Require(protectedShare);
        Deposit = deposit;
        DepositPrice = depositPrice;
        ProtectedShare = protectedShare;
    }

    /// <summary>The amount of token 0 put in.</summary>
    public double Deposit { get; }

    /// <summary>The price of token 0 in token 1 at the deposit.</summary>
    public double DepositPrice { get; }

    /// <summary>The part of the loss that is paid back.</summary>
    public double ProtectedShare { get; }

    /// <inheritdoc/>
    public override bool IsClaim => true;

    /// <summary>What the claim pays, all in token 0.</summary>
    /// <param name="price"><inheritdoc/></param>
    /// <returns><inheritdoc/></returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        double ratio = price / DepositPrice;
        return new Reserves(Claim(2 * Math.Sqrt(ratio) / (1 + ratio)), 0);
    }

    /// <summary>How much the value grows with the price; less than the claim's amount above the price at the deposit, more below.</summary>
    /// <param name="price"><inheritdoc/></param>
    /// <returns><inheritdoc/></returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double Delta(double price)
    {
        RequirePrice(price);
        double ratio = price / DepositPrice;
        double part1 = 1 / (1 + ratio);
        double part0 = ratio / (1 + ratio);
        return Claim(Math.Sqrt(ratio) * part1 * ((3 * part1) + part0));
    }

    /// <summary>How fast delta changes with the price; positive far below the price at the deposit.</summary>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>The gamma in token 0 by unit of price.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        double ratio = price / DepositPrice;
        double part1 = 1 / (1 + ratio);
        double part0 = ratio / (1 + ratio);
        double bend = (3 * part1 * part1) - (6 * part0 * part1) - (part0 * part0);
        return Deposit * (1 - ProtectedShare) * bend * part1 / (2 * Math.Sqrt(ratio)) / DepositPrice;
    }

    /// <summary>The value less that of holding the claim at the entry in token 0: at the deposit's price, the deposit.</summary>
    /// <param name="entryPrice"><inheritdoc/></param>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>In token 1; not positive where the entry is the deposit's price.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><inheritdoc/></exception>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        double entry = entryPrice / DepositPrice;
        double end = price / DepositPrice;
        double entryRoot = Math.Sqrt(entry);
        double endRoot = Math.Sqrt(end);
        // 2s/(1+s^2) - 2t/(1+t^2) = 2 (s - t)(1 - st) / ((1+s^2)(1+t^2)), each difference from the prices themselves.
        double move = (price - entryPrice) / DepositPrice / (endRoot + entryRoot);
        double product = entryPrice * price;
        double rounding = Math.FusedMultiplyAdd(-entryPrice, price, product);
        double difference = Math.FusedMultiplyAdd(DepositPrice, DepositPrice, -product) + rounding;
        double recovery = difference / (DepositPrice * DepositPrice) / (1 + (entryRoot * endRoot));
        return price * Deposit * (1 - ProtectedShare) * 2 * (move / (1 + end)) * (recovery / (1 + entry));
    }

    private double Claim(double unprotected) => Deposit * (ProtectedShare + ((1 - ProtectedShare) * unprotected));
}
