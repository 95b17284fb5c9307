using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Analytics;
using Tidemark.Tests.UniswapV2;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class HypotheticalShareTests
{
    private static readonly BigInteger Ether = BigInteger.Pow(10, 18);

    /// <summary>The same swaps through the naive contract with the deposit really there: what it pays then is what the counterfactual says.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void History_Counterfactual_IsWhatTheContractPaysThatReallyHeldIt(int seed)
    {
        PairLife without = Trade(seed, static _ => { });
        PairLife with = Trade(seed, static life => life.Mint(Holders.Bob, 300 * Ether, 300 * Ether * life.Pair.Reserve1 / life.Pair.Reserve0));
        PositionHistory history = without.Hypothetical(UInt256.FromBigInteger(300 * Ether), UInt256.FromBigInteger(5_000_000 * Ether), PositionImpact.Counterfactual);
        PositionHistory really = with.HistoryOf(Holders.Bob);
        with.Burn(Holders.Bob, with.Pair.Lp(Holders.Bob));
        Assert.Equal((UInt128)really.Liquidity, history.Liquidity);
        Assert.Equal((with.Events[^1].Amount0.Magnitude, with.Events[^1].Amount1.Magnitude), (history.Principal0 + history.UncollectedFees0, history.Principal1 + history.UncollectedFees1));
        Assert.Equal((really.Fees0, really.Fees1, really.SqrtPriceX96), (history.Fees0, history.Fees1, history.SqrtPriceX96));
        Assert.NotEqual(without.HistoryOf(Holders.Alice).SqrtPriceX96, history.SqrtPriceX96);
        Assert.Equal(UInt256.FromBigInteger(5_000_000 * Ether), history.Moves[0].Amount1 + history.Unused1);
        Close.Relative(really.LossVersusRebalancing, history.LossVersusRebalancing, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void History_SmallPosition_EarnsTheSameWhateverItsImpact(bool isFirstMintKnown)
    {
        PairLife life = Trade(4, static _ => { });
        PositionHistory[] histories = [.. Enum.GetValues<PositionImpact>().Select(impact => life.Hypothetical(100_000_000_000_000UL, 1_000_000_000_000_000_000UL, impact, isFirstMintKnown))];
        double none = (double)histories[0].Fees0.ToBigInteger();
        Assert.True(none > 1e9);
        Assert.All(histories, history => Assert.InRange((double)history.Fees0.ToBigInteger() / none, 1 - 1e-6, 1 + 1e-6));
        Assert.All(histories, history => Assert.InRange((double)history.LossVersusRebalancing / histories[0].LossVersusRebalancing, 1 - 1e-6, 1 + 1e-6));
    }

    [Fact]
    public void History_OfWhatIsThere_EarnsWithoutImpactWhatThatEarns()
    {
        PairLife life = Trade(5, static _ => { }, isProtocolFeeOn: true);
        PositionHistory there = life.HistoryOf(Holders.Alice);
        PositionHistory none = life.Hypothetical(there.Moves[0].Amount0, there.Moves[0].Amount1, PositionImpact.None);
        // The first deposit locks a thousand LP tokens; this one does not.
        Close.Relative((double)there.Fees0.ToBigInteger(), (double)none.Fees0.ToBigInteger(), 1e-9);
        Close.Relative((double)there.Fees1.ToBigInteger(), (double)none.Fees1.ToBigInteger(), 1e-9);
    }

    [Fact]
    public void History_DilutedTwofold_IsHalf()
    {
        PairLife life = new(new ReferencePair());
        life.Mint(Holders.Alice, 1000 * Ether, 1000 * Ether);
        for (int i = 0; i < 10; i++)
        {
            life.Swap(i % 2 == 0, Ether);
        }
        UInt256 offered = UInt256.FromBigInteger(1000 * Ether);
        double none = (double)life.Hypothetical(offered, offered, PositionImpact.None).Fees0.ToBigInteger();
        double dilute = (double)life.Hypothetical(offered, offered, PositionImpact.Dilute).Fees0.ToBigInteger();
        // As much as there is, and growing as it does: half, but for what fees earn on fees.
        Assert.InRange(dilute / none, 0.5 * (1 - 1e-4), 0.5);
    }

    [Fact]
    public void History_AmountsThatMakeNothing_AreRefused()
    {
        PairLife life = Trade(6, static _ => { });
        Assert.Contains("offer more of both", Assert.Throws<ReplayInputException>(() => life.Hypothetical(1_000UL, UInt256.Zero, PositionImpact.None)).Message, StringComparison.Ordinal);
        Assert.Contains("offer less", Assert.Throws<ReplayInputException>(() => life.Hypothetical(UInt256.MaxValue, UInt256.MaxValue, PositionImpact.None)).Message, StringComparison.Ordinal);
    }

    private static PairLife Trade(int seed, Action<PairLife> deposit, bool isProtocolFeeOn = false)
    {
        PairLife life = new(new ReferencePair { FeeTo = isProtocolFeeOn ? Holders.FeeTo : default });
        life.Mint(Holders.Alice, 1000 * Ether, 2_000_000 * Ether);
        deposit(life);
        Random random = new(seed);
        for (int i = 0; i < 40; i++)
        {
            bool zeroForOne = random.Next(2) == 0;
            life.Swap(zeroForOne, (zeroForOne ? 1 : 2000) * Ether * random.Next(1, 60));
            if (isProtocolFeeOn && i % 10 == 5)
            {
                life.Mint(Holders.Bob, Ether, Ether * life.Pair.Reserve1 / life.Pair.Reserve0);
            }
        }
        return life;
    }
}
