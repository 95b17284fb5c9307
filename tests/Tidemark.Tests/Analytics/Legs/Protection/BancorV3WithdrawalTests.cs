using System.Text.Json;
using Tidemark.Analytics.Legs.Protection;
using Tidemark.Analytics.Loss;

namespace Tidemark.Tests.Analytics.Legs.Protection;

public sealed class BancorV3WithdrawalTests
{
    private static readonly BancorV3Pool Deficient = new(1e6, 8e5, 1e5, 1e6, 5e3, 0.002, 0.0025);

    [Fact]
    public void Of_DefaultDeficitVector_Agrees()
    {
        Vectors.Vector vector = Vectors.Named("bancor3.default_deficit");
        JsonElement inputs = vector.Inputs;
        BancorV3Withdrawal withdrawal = BancorV3Withdrawal.Of(
            new BancorV3Pool(Get(inputs, "a"), Get(inputs, "b"), Get(inputs, "c"), Get(inputs, "e"), Get(inputs, "w"), Get(inputs, "m"), Get(inputs, "n")), Get(inputs, "x"));
        Close.Relative(Get(vector.Expected, "p"), withdrawal.TradingBntChange, 1e-12);
        Close.Relative(Get(vector.Expected, "q"), withdrawal.ProtocolBntChange, 1e-12);
        Close.Relative(Get(vector.Expected, "r"), withdrawal.TradingBaseChange, 1e-12);
        Close.Relative(Get(vector.Expected, "s"), withdrawal.BasePaid, 1e-12);
        Close.Relative(Get(vector.Expected, "t"), withdrawal.BntPaid, 1e-12);
        Close.Relative(Get(vector.Expected, "u"), withdrawal.VaultBasePaid, 1e-12);
        Close.Relative(Get(vector.Expected, "v"), withdrawal.FeeKept, 1e-12);
    }

    [Fact]
    public void PriceRatiosThatTheFeePays_PublishedRatios_Agree()
    {
        Vectors.Vector vector = Vectors.Named("bancor3.withdraw_fee_cover");
        LossPrices ratios = BancorV3Withdrawal.PriceRatiosThatTheFeePays(Get(vector.Inputs, "fee"));
        Close.Relative(Get(vector.Expected, "r_up"), ratios.Above!.Value, 1e-12);
        Close.Relative(Get(vector.Expected, "r_down"), ratios.Below!.Value, 1e-12);
    }

    /// <summary>In every state the provider gets what is owed: base token from pool and vault, and BNT at the pool's price for the rest where it trades.</summary>
    [Fact]
    public void Of_AnyPoolThatTrades_PaysWhatIsOwed()
    {
        Random random = new(3);
        int inDeficit = 0;
        int arbitraged = 0;
        for (int round = 0; round < 2000; round++)
        {
            BancorV3Pool pool = new(random.NextDouble() * 1e6, random.NextDouble() * 1e6, random.NextDouble() * 1e6, random.NextDouble() * 2e6, random.NextDouble() * 5e4, random.NextDouble() * 0.02, 0.0025);
            double amount = pool.StakedBase * random.NextDouble() * (round % 2 == 0 ? 1 : 0.02);
            BancorV3Withdrawal withdrawal = BancorV3Withdrawal.Of(pool, amount);
            double worth = withdrawal.BasePaid + withdrawal.VaultBasePaid + (withdrawal.BntPaid * pool.TradingBase / pool.TradingBnt);
            Close.Relative(amount * 0.9975, worth, 1e-10);
            Close.Relative(amount, worth + withdrawal.FeeKept, 1e-10);
            Assert.True(withdrawal.BntPaid == 0 || withdrawal.VaultBasePaid == pool.VaultBase);
            inDeficit += withdrawal.BasePaid < amount * 0.997 ? 1 : 0;
            if (withdrawal.ProtocolBntChange == 0 && withdrawal.TradingBntChange != 0)
            {
                // Arbitrage: base token moves in or out of trading for BNT on the pool's own curve, one side of it reduced by the trading fee.
                arbitraged++;
                double kept = 1 - pool.TradingFeeFraction;
                double after = withdrawal.TradingBaseChange < 0
                    ? (pool.TradingBnt + withdrawal.TradingBntChange) * (pool.TradingBase + (withdrawal.TradingBaseChange * kept))
                    : (pool.TradingBnt + (withdrawal.TradingBntChange * kept)) * (pool.TradingBase + withdrawal.TradingBaseChange);
                Close.Relative(pool.TradingBnt * pool.TradingBase, after, 1e-9);
            }
        }
        Assert.InRange(inDeficit, 100, 1900);
        Assert.InRange(arbitraged, 100, 1900);
    }

    [Fact]
    public void Of_VaultThatSuffices_MintsNothing()
    {
        BancorV3Withdrawal withdrawal = BancorV3Withdrawal.Of(Deficient with { VaultBase = 1e6 }, 2e5);
        Assert.Equal(0, withdrawal.BntPaid);
        Close.Relative(19_950, withdrawal.VaultBasePaid, 1e-12);
    }

    /// <summary>A pool that does not trade yet pays what is there and what the vault has: its shortfall is lost.</summary>
    [Fact]
    public void Of_PoolThatDoesNotTrade_PaysWhatIsThere()
    {
        BancorV3Withdrawal withdrawal = BancorV3Withdrawal.Of(new BancorV3Pool(0, 0, 6e5, 1e6, 5e3, 0.002, 0.0025), 2e5);
        Close.Relative(199_500 * 0.6, withdrawal.BasePaid, 1e-12);
        Assert.Equal(5e3, withdrawal.VaultBasePaid);
        Assert.Equal(0, withdrawal.BntPaid);
        Close.Relative(199_500, BancorV3Withdrawal.Of(new BancorV3Pool(0, 0, 1e6, 1e6, 5e3, 0.002, 0.0025), 2e5).BasePaid, 1e-12);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Equal("amount", Assert.Throws<ArgumentOutOfRangeException>(() => BancorV3Withdrawal.Of(Deficient, 1e7)).ParamName);
        Assert.Equal("pool", Assert.Throws<ArgumentOutOfRangeException>(() => BancorV3Withdrawal.Of(Deficient with { TradingBnt = 0 }, 1)).ParamName);
        Assert.Equal("pool.VaultBase", Assert.Throws<ArgumentOutOfRangeException>(() => BancorV3Withdrawal.Of(Deficient with { VaultBase = double.NaN }, 1)).ParamName);
        Assert.Equal("withdrawalFeeFraction", Assert.Throws<ArgumentOutOfRangeException>(() => BancorV3Withdrawal.PriceRatiosThatTheFeePays(1)).ParamName);
        Assert.Equal(default, BancorV3Withdrawal.Of(Deficient, 0));
    }

    private static double Get(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
