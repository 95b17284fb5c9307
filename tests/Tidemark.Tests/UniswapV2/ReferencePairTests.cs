using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Tests.UniswapV2;

/// <summary>Drives the pool and the naive contract with the same seeded random calls, at all sizes, and compares every answer and the
/// whole state after every call.</summary>
public sealed class ReferencePairTests
{
    private const int Calls = 4000;

    private static readonly Address[] People = [Holders.Alice, Holders.Bob, Holders.FeeTo, Holders.Pair, default];

    /// <summary>How large amounts are: plain, tiny, at the reserves' bound, beyond every bound.</summary>
    public static TheoryData<int, int, bool> Scales()
    {
        TheoryData<int, int, bool> data = [];
        foreach ((int bits, bool pancake) in new[] { (60, false), (60, true), (12, false), (110, false), (118, true), (250, false) })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                data.Add(seed, bits, pancake);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Prop_AnyCalls_SameAnswersAndStateAsTheContract(int seed, int bits, bool pancake)
    {
        Random random = new(seed);
        UniswapV2Pool pool = new(pancake
            ? UniswapV2Parameters.ForPancakeSwap(Holders.Pair) with { Token0 = Holders.Token0, Token1 = Holders.Token1 }
            : UniswapV2Parameters.ForUniswap(Holders.Pair) with { Token0 = Holders.Token0, Token1 = Holders.Token1 });
        ReferencePair pair = pancake
            ? new() { FeeNumerator = 25, FeeDenominator = 10000, GrowthFactor = 8, RootKFactor = 17, RootKLastFactor = 8 }
            : new();
        Dictionary<UniswapV2Status, int> seen = [];
        for (int call = 0; call < Calls; call++)
        {
            UniswapV2Snapshot before = pool.TakeSnapshot();
            ReferencePair attempt = pair.Clone();
            UniswapV2Status status = Act(random, bits, pool, attempt, out string expected, out bool isSwap);
            Assert.True(Reason(status) == expected, $"Call {call}: the contract says {expected}, the pool {status}.");
            if (status == UniswapV2Status.Ok)
            {
                pair = attempt;
            }
            else
            {
                Assert.Equal(before, pool.TakeSnapshot());
            }
            AssertSame(pair, pool);
            if (isSwap && status == UniswapV2Status.Ok)
            {
                Assert.True(K(pool.TakeSnapshot()) >= K(before), $"Call {call}: k fell.");
            }
            seen[status] = seen.GetValueOrDefault(status) + 1;
        }
        Assert.True(bits is 12 or 250 || seen.GetValueOrDefault(UniswapV2Status.Ok) > Calls / 4, "Too few calls were accepted to prove anything.");
    }

    [Fact]
    public void Restore_SnapshotTakenBefore_SameFutureAsTheOriginal()
    {
        UniswapV2Pool original = new(UniswapV2Parameters.ForUniswap(Holders.Pair));
        ReferencePair ignored = new();
        Run(new Random(5), original, ignored, 500);
        UniswapV2Snapshot middle = original.TakeSnapshot();
        UniswapV2Pool copy = original.Copy();
        UniswapV2Pool restored = new(UniswapV2Parameters.ForUniswap(Holders.Pair));
        restored.Restore(middle);
        Assert.Equal(middle, restored.TakeSnapshot());
        Run(new Random(6), original, ignored, 500);
        Assert.Equal(middle, copy.TakeSnapshot());
        Run(new Random(6), copy, ignored.Clone(), 500);
        Run(new Random(6), restored, ignored.Clone(), 500);
        Assert.NotEqual(middle, original.TakeSnapshot());
        Assert.Equal(original.TakeSnapshot(), copy.TakeSnapshot());
        Assert.Equal(original.TakeSnapshot(), restored.TakeSnapshot());
    }

    [Fact]
    public void Prop_TokensIn_EqualTokensOutPlusBalances()
    {
        Random random = new(11);
        UniswapV2Pool pool = new(UniswapV2Parameters.ForUniswap(Holders.Pair));
        UniswapV2Amounts seed = new(Amount(random, 70), Amount(random, 70));
        pool.TryDeposit(seed.Amount0 + 1_000_000UL, seed.Amount1 + 1_000_000UL);
        BigInteger in0 = pool.Balance0.ToBigInteger(), in1 = pool.Balance1.ToBigInteger();
        Assert.Equal(UniswapV2Status.Ok, pool.TryMint(Holders.Alice, out _));
        int swaps = 0, burns = 0;
        for (int call = 0; call < 3000; call++)
        {
            UInt256 amount = Amount(random, 66);
            switch (random.Next(4))
            {
                case 0 when pool.TrySwapExactIn(call % 2 == 0, amount, Holders.Bob, out UniswapV2Swap swap) == UniswapV2Status.Ok:
                    in0 += (call % 2 == 0 ? amount.ToBigInteger() : 0) - swap.Amount0Out.ToBigInteger();
                    in1 += (call % 2 == 0 ? 0 : amount.ToBigInteger()) - swap.Amount1Out.ToBigInteger();
                    swaps++;
                    break;
                case 1:
                    Assert.Equal(UniswapV2Status.Ok, pool.TryDeposit(amount, amount));
                    in0 += amount.ToBigInteger();
                    in1 += amount.ToBigInteger();
                    _ = pool.TryMint(Holders.Bob, out _);
                    break;
                case 2 when pool.TryTransferLp(Holders.Alice, Holders.Pair, amount) == UniswapV2Status.Ok
                    && pool.TryBurn(Holders.Alice, out UniswapV2Burn burn) == UniswapV2Status.Ok:
                    in0 -= burn.Amount0.ToBigInteger();
                    in1 -= burn.Amount1.ToBigInteger();
                    burns++;
                    break;
                default:
                    break;
            }
            Assert.Equal(in0, pool.Balance0.ToBigInteger());
            Assert.Equal(in1, pool.Balance1.ToBigInteger());
        }
        Assert.True(swaps > 300 && burns > 5, $"{swaps} swaps and {burns} burns are too few.");
    }

    private static void Run(Random random, UniswapV2Pool pool, ReferencePair pair, int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            _ = Act(random, 60, pool, pair.Clone(), out _, out _);
        }
    }

    private static UniswapV2Status Act(Random random, int bits, UniswapV2Pool pool, ReferencePair pair, out string expected, out bool isSwap)
    {
        UInt256 a = Amount(random, bits), b = Amount(random, bits);
        Address who = People[random.Next(People.Length)], whom = People[random.Next(People.Length)];
        isSwap = false;
        switch (random.Next(12))
        {
            case 0:
                pool.FeeTo = pair.FeeTo = random.Next(4) switch { 0 => default, 1 => Holders.Pair, _ => Holders.FeeTo };
                expected = "";
                return UniswapV2Status.Ok;
            case 1:
                expected = Try(() => pair.Deposit(a.ToBigInteger(), b.ToBigInteger()));
                return pool.TryDeposit(a, b);
            case 2:
                // Close to the pair's own ratio, so that later calls meet a pair that is neither empty nor lopsided.
                UInt256 scaled = pair.Reserve0.IsZero ? b : UInt256.FromBigInteger(BigInteger.Min(a.ToBigInteger() * pair.Reserve1 / pair.Reserve0, UInt256.MaxValue.ToBigInteger()));
                expected = Try(() => pair.Deposit(a.ToBigInteger(), scaled.ToBigInteger()));
                return pool.TryDeposit(a, scaled);
            case 3:
                (BigInteger Liquidity, BigInteger Amount0, BigInteger Amount1) minted = default;
                expected = Try(() => minted = pair.Mint(who));
                UniswapV2Status mintStatus = pool.TryMint(who, out UniswapV2Mint mint);
                Assert.True(expected.Length > 0 || (mint.Liquidity, mint.Amount0, mint.Amount1) == (U(minted.Liquidity), U(minted.Amount0), U(minted.Amount1)));
                return mintStatus;
            case 4:
                (BigInteger Liquidity, BigInteger Amount0, BigInteger Amount1) burned = default;
                expected = Try(() => burned = pair.Burn(who));
                UniswapV2Status burnStatus = pool.TryBurn(who, out UniswapV2Burn burn);
                Assert.True(expected.Length > 0 || (burn.Liquidity, burn.Amount0, burn.Amount1) == (U(burned.Liquidity), U(burned.Amount0), U(burned.Amount1)));
                return burnStatus;
            case 5:
                UInt256 value = random.Next(3) == 0 ? a : U(pair.Lp(who) * random.Next(1001) / 1000);
                whom = random.Next(2) == 0 ? Holders.Pair : whom;
                expected = Try(() => pair.Transfer(who, whom, value.ToBigInteger()));
                return pool.TryTransferLp(who, whom, value);
            case 6:
                expected = Try(() => pair.Skim(who));
                return pool.TrySkim(who, out _);
            case 7 when random.Next(4) == 0:
                expected = Try(pair.Sync);
                return pool.TrySync();
            case 8 when random.Next(10) == 0:
                a = U(pair.Token0Balance * random.Next(900, 1001) / 1000);
                (pair.Token0Balance, pair.Token1Balance) = (a.ToBigInteger(), pair.Token1Balance);
                pool.SetTokenBalances(a, pool.Balance1);
                expected = "";
                return UniswapV2Status.Ok;
            default:
                isSwap = true;
                return ActSwap(random, bits, pool, pair, who, out expected);
        }
    }

    private static UniswapV2Status ActSwap(Random random, int bits, UniswapV2Pool pool, ReferencePair pair, Address to, out string expected)
    {
        to = random.Next(40) == 0 ? Holders.Token1 : to;
        UInt256 out0 = random.Next(3) == 0 ? default : U(pair.Reserve0 * random.Next(1001) / (1000 * random.Next(1, 50)));
        UInt256 out1 = random.Next(3) == 0 ? default : U(pair.Reserve1 * random.Next(1001) / (1000 * random.Next(1, 50)));
        UInt256 paid0 = random.Next(3) == 0 ? default : Amount(random, bits), paid1 = random.Next(3) == 0 ? default : Amount(random, bits);
        if (random.Next(2) == 0 && !pair.Reserve0.IsZero && !pair.Reserve1.IsZero)
        {
            // The most that the pair can pay for token 0, give or take one: the edge of the K check.
            paid0 = U(BigInteger.Min(paid0.ToBigInteger(), (BigInteger.One << 112) - 1 - BigInteger.Min(pair.Reserve0, (BigInteger.One << 112) - 1)));
            BigInteger afterFee = (paid0.ToBigInteger() + BigInteger.Max(0, pair.Token0Balance - pair.Reserve0)) * (pair.FeeDenominator - pair.FeeNumerator);
            BigInteger most = afterFee * pair.Reserve1 / ((pair.Reserve0 * pair.FeeDenominator) + afterFee);
            (out0, out1, paid1) = (default, U(BigInteger.Max(0, most + random.Next(-1, 2))), default);
        }
        (BigInteger In0, BigInteger In1) taken = default;
        UInt256 o0 = out0, o1 = out1, p0 = paid0, p1 = paid1;
        expected = Try(() => taken = pair.Swap(o0.ToBigInteger(), o1.ToBigInteger(), to, p0.ToBigInteger(), p1.ToBigInteger()));
        UniswapV2Status status = pool.TrySwap(new UniswapV2Amounts(out0, out1), to, new UniswapV2Amounts(paid0, paid1), out UniswapV2Swap swap);
        Assert.Equal(expected.Length > 0 ? default : new UniswapV2Swap(U(taken.In0), U(taken.In1), out0, out1), swap);
        return status;
    }

    private static UInt256 Amount(Random random, int bits)
    {
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        return UInt256.FromBigInteger(new BigInteger(bytes, isUnsigned: true) >> (256 - random.Next(1, bits + 1)));
    }

    private static UInt256 U(BigInteger value) => UInt256.FromBigInteger(value);

    private static BigInteger K(UniswapV2Snapshot state) => state.Reserve0.ToBigInteger() * state.Reserve1.ToBigInteger();

    private static string Try(Action call)
    {
        try
        {
            call();
            return "";
        }
        catch (ReferenceRevertException revert)
        {
            return revert.Message;
        }
    }

    private static void AssertSame(ReferencePair pair, UniswapV2Pool pool)
    {
        UniswapV2Snapshot expected = new()
        {
            Reserve0 = U(pair.Reserve0),
            Reserve1 = U(pair.Reserve1),
            Balance0 = U(pair.Token0Balance),
            Balance1 = U(pair.Token1Balance),
            TotalSupply = U(pair.TotalSupply),
            KLast = U(pair.KLast),
            FeeTo = pair.FeeTo,
            LpBalances = [.. pair.BalanceOf.Select(entry => new UniswapV2LpBalance(entry.Key, U(entry.Value)))],
        };
        Assert.Equal(expected, pool.TakeSnapshot());
        Assert.Equal(pair.TotalSupply, pair.BalanceOf.Values.Aggregate(BigInteger.Zero, BigInteger.Add));
    }

    private static string Reason(UniswapV2Status status) => status switch
    {
        UniswapV2Status.Ok => "",
        UniswapV2Status.Overflow => "OVERFLOW",
        UniswapV2Status.InsufficientLiquidityMinted => "INSUFFICIENT_LIQUIDITY_MINTED",
        UniswapV2Status.InsufficientLiquidityBurned => "INSUFFICIENT_LIQUIDITY_BURNED",
        UniswapV2Status.InsufficientOutputAmount => "INSUFFICIENT_OUTPUT_AMOUNT",
        UniswapV2Status.InsufficientLiquidity => "INSUFFICIENT_LIQUIDITY",
        UniswapV2Status.InvalidTo => "INVALID_TO",
        UniswapV2Status.InsufficientInputAmount => "INSUFFICIENT_INPUT_AMOUNT",
        UniswapV2Status.K => "K",
        UniswapV2Status.TransferFailed => "TRANSFER_FAILED",
        UniswapV2Status.AdditionOverflow => "ds-math-add-overflow",
        UniswapV2Status.SubtractionUnderflow => "ds-math-sub-underflow",
        UniswapV2Status.MultiplicationOverflow => "ds-math-mul-overflow",
        _ => "invalid opcode",
    };
}
