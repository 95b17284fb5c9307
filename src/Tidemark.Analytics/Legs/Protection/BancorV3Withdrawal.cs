using System.Globalization;
using Tidemark.Analytics.Loss;

namespace Tidemark.Analytics.Legs.Protection;

/// <summary>What a withdrawal from Bancor 3 pays and moves, in whole tokens. Letters are the contract's.</summary>
/// <remarks>
/// A pool that has what it owes pays the amount less the withdrawal fee. One in deficit pays its share of what is there, the rest from the vault as far as that
/// goes, and then in BNT that is minted: the protection is then as good as BNT is. The default pays nothing. Paused on 19 June 2022.
/// Source: Bancor contracts-v3, <c>PoolCollectionWithdrawal.sol</c>.
/// </remarks>
public readonly record struct BancorV3Withdrawal
{
    /// <summary>p: BNT added to what trades; negative is taken out.</summary>
    public double TradingBntChange { get; private init; }

    /// <summary>q: BNT added to the protocol's equity; negative is taken out.</summary>
    public double ProtocolBntChange { get; private init; }

    /// <summary>r: base token added to what trades; negative is taken out.</summary>
    public double TradingBaseChange { get; private init; }

    /// <summary>s: base token paid from the pool.</summary>
    public double BasePaid { get; private init; }

    /// <summary>t: BNT minted for the provider.</summary>
    public double BntPaid { get; private init; }

    /// <summary>u: base token paid from the external protection vault.</summary>
    public double VaultBasePaid { get; private init; }

    /// <summary>v: base token kept as the withdrawal fee.</summary>
    public double FeeKept { get; private init; }

    /// <summary>A withdrawal.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="amount">x: what the provider's pool tokens stand for, at most what is staked.</param>
    /// <returns>What is paid and moved.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An amount of the pool is negative or not finite, a fee is not a fraction, or more is withdrawn than staked.</exception>
    public static BancorV3Withdrawal Of(in BancorV3Pool pool, double amount)
    {
        Require(pool);
        if (!(amount >= 0 && amount <= pool.StakedBase))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, string.Create(CultureInfo.InvariantCulture, $"amount is {amount:R}; it must be from 0 to what is staked, {pool.StakedBase:R}."));
        }
        if (amount == 0)
        {
            return default;
        }
        double owed = amount * (1 - pool.WithdrawalFeeFraction);
        double shortfall = (pool.StakedBase * (1 - pool.WithdrawalFeeFraction)) - pool.TradingBase - pool.ExcessBase;
        return (shortfall > 0 ? Deficit(pool, amount, owed, shortfall) : Surplus(pool, amount, owed)) with { FeeKept = amount - owed };
    }

    /// <summary>How far the price may move before the loss that was protected is more than the withdrawal fee: <c>(1 - 1 / sqrt(r))^2 = fee</c>.</summary>
    /// <param name="withdrawalFeeFraction">The withdrawal fee, from 0 to below 1.</param>
    /// <returns>The ratios to the price at the deposit, below and above it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fee is not from 0 to below 1.</exception>
    public static LossPrices PriceRatiosThatTheFeePays(double withdrawalFeeFraction)
    {
        Fraction.RequireBelowOne(withdrawalFeeFraction);
        double root = Math.Sqrt(withdrawalFeeFraction);
        return new LossPrices(1 / ((1 + root) * (1 + root)), 1 / ((1 - root) * (1 - root)));
    }

    private static BancorV3Withdrawal Deficit(in BancorV3Pool pool, double amount, double owed, double shortfall)
    {
        (double a, double b, double c, double e) = (pool.TradingBnt, pool.TradingBase, pool.ExcessBase, pool.StakedBase);
        double missing = e - b - c;
        double traded = 1 - pool.TradingFeeFraction;
        bool isAffordable = b * e * ((shortfall * pool.TradingFeeFraction) + (e * pool.WithdrawalFeeFraction)) > shortfall * amount * missing * traded;
        if (IsStable(pool, amount) && isAffordable)
        {
            double sold = amount * shortfall * traded;
            return new BancorV3Withdrawal { TradingBntChange = a * sold / ((b * e) - sold), TradingBaseChange = -amount * shortfall / e, BasePaid = owed };
        }
        double unpaid = owed * missing / e;
        double fromVault = Math.Min(unpaid, pool.VaultBase);
        if (a == 0)
        {
            return new BancorV3Withdrawal { BasePaid = owed * c / e, VaultBasePaid = fromVault };
        }
        double released = Math.Max(0, (owed * b) - (c * (e - owed))) / e;
        return new BancorV3Withdrawal
        {
            TradingBntChange = -a * released / b,
            ProtocolBntChange = -a * released / b,
            TradingBaseChange = -released,
            BasePaid = owed * (b + c) / e,
            BntPaid = a * (unpaid - fromVault) / b,
            VaultBasePaid = fromVault,
        };
    }

    private static BancorV3Withdrawal Surplus(in BancorV3Pool pool, double amount, double owed)
    {
        (double a, double b, double c, double e) = (pool.TradingBnt, pool.TradingBase, pool.ExcessBase, pool.StakedBase);
        double more = b + c - e;
        double traded = 1 - pool.TradingFeeFraction;
        double added = amount * (more + (e * pool.WithdrawalFeeFraction));
        bool isAffordable = b * e * ((more * pool.TradingFeeFraction) + (e * pool.WithdrawalFeeFraction)) > more * added * traded;
        if (more > 0 && IsStable(pool, amount) && isAffordable)
        {
            return new BancorV3Withdrawal { TradingBntChange = -a * added / (((b * e) + added) * traded), TradingBaseChange = added / e, BasePaid = owed };
        }
        double released = a > 0 ? Math.Max(0, owed - c) : 0;
        double releasedBnt = released > 0 ? a * released / b : 0;
        return new BancorV3Withdrawal { TradingBntChange = -releasedBnt, ProtocolBntChange = -releasedBnt, TradingBaseChange = -released, BasePaid = owed };
    }

    private static bool IsStable(in BancorV3Pool pool, double amount) => pool.TradingBase * amount < pool.ExcessBase * (pool.StakedBase - amount);

    private static void Require(in BancorV3Pool pool)
    {
        Positive.RequireOrZero(pool.TradingBnt);
        Positive.RequireOrZero(pool.TradingBase);
        Positive.RequireOrZero(pool.ExcessBase);
        Positive.RequireOrZero(pool.StakedBase);
        Positive.RequireOrZero(pool.VaultBase);
        Fraction.Require(pool.TradingFeeFraction);
        Fraction.Require(pool.WithdrawalFeeFraction);
        if (pool.TradingBnt > 0 != pool.TradingBase > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(pool), string.Create(CultureInfo.InvariantCulture, $"pool trades {pool.TradingBnt:R} BNT against {pool.TradingBase:R} of the base token; both must be positive, or neither."));
        }
    }
}
