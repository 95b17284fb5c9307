using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Analytics;
using Tidemark.Tests.Simulation.Replay;
using Tidemark.Tests.UniswapV2;

namespace Tidemark.Tests.Simulation.Positions;

public sealed class HolderRecorderTests
{
    private static readonly BigInteger Ether = BigInteger.Pow(10, 18);

    /// <summary>The naive contract pays every burn, and would pay every holder at the end.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Histories_OfALife_HaveWhatTheContractPays(int seed, bool donations)
    {
        ReferenceTape tape = ReferenceTape.Play(seed, 1500, donations);
        HolderRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        UniswapV2Replayer replayer = PairLife.Replay(tape.Events, tape.Pair, recorder);
        PositionMove[] withdrawals = [.. recorder.Histories.SelectMany(static history => history.Moves).Where(static move => move.Kind == PositionMoveKind.Withdrawal)];
        int paid = 0;
        foreach (PoolEvent burn in tape.Events.Where(static poolEvent => poolEvent.Kind == PoolEventKind.Burn))
        {
            PositionMove move = Assert.Single(withdrawals, move => move.Position == burn.Position);
            Assert.Equal(((UInt256)burn.Amount0, (UInt256)burn.Amount1), (move.Amount0 + move.Fees0, move.Amount1 + move.Fees1));
            paid += move.Fees0 > UInt256.Zero && move.Fees1 > UInt256.Zero ? 1 : 0;
        }
        Assert.Equal(tape.Burns, withdrawals.Length);
        Assert.True(paid > 20, $"{paid} burns paid fees");
        Assert.All(recorder.Histories, static history => Assert.Null(history.Gap));
        Assert.Equal(tape.Pair.BalanceOf.Keys.Where(static holder => !holder.IsZero && holder != Holders.Pair).Select(static holder => holder.ToString()).Order(),
            recorder.Histories.Where(static history => history.Liquidity != UInt128.Zero).Select(static history => history.Name).Order());
        if (donations || replayer.Pool.FeeTo != tape.Pair.FeeTo)
        {
            return;
        }
        foreach (PositionHistory history in recorder.Histories.Where(static history => history.Liquidity != UInt128.Zero))
        {
            ReferencePair end = tape.Pair.Clone();
            Address holder = Address.Parse(history.Name);
            end.Transfer(holder, Holders.Pair, end.Lp(holder));
            (BigInteger shares, BigInteger amount0, BigInteger amount1) = end.Burn(holder);
            Assert.Equal((shares, amount0, amount1), ((BigInteger)history.Liquidity, Value(history.Principal0 + history.UncollectedFees0), Value(history.Principal1 + history.UncollectedFees1)));
        }
    }

    [Fact]
    public void Histories_OfOneDepositAndOneBurn_SplitThePayoutByTheRootsOfTheReserves()
    {
        PairLife life = Traded(30);
        (BigInteger reserve0, BigInteger reserve1, BigInteger supply) = (life.Pair.Reserve0, life.Pair.Reserve1, life.Pair.TotalSupply);
        BigInteger shares = life.Pair.Lp(Holders.Bob);
        PositionMove deposit = life.HistoryOf(Holders.Bob).Moves[0];
        life.Burn(Holders.Bob, shares);
        PositionHistory history = life.HistoryOf(Holders.Bob);
        PositionMove burn = history.Moves[^1];
        PoolEvent recorded = life.Events[^1];
        // Sixty digits, from the reserves and LP tokens alone: what came in is shares sqrt(k) / supply of then, and it keeps that product at the price of now.
        BigInteger scale = BigInteger.Pow(10, 60);
        PoolEvent sync = life.Events.First(poolEvent => poolEvent.Position.BlockNumber == deposit.Position.BlockNumber && poolEvent.Kind == PoolEventKind.Sync);
        BigInteger supplyThen = ReferenceSupply(life, deposit.Position);
        BigInteger rootThen = ReferencePair.Sqrt(Magnitude(sync.Amount0) * Magnitude(sync.Amount1) * scale * scale);
        BigInteger rootNow = ReferencePair.Sqrt(reserve0 * reserve1 * scale * scale);
        BigInteger part = scale * rootThen * supply / (rootNow * supplyThen);
        Assert.InRange(Value(burn.Amount0) - (Magnitude(recorded.Amount0) * part / scale), -1, 1);
        Assert.InRange(Value(burn.Amount1) - (Magnitude(recorded.Amount1) * part / scale), -1, 1);
        Assert.Equal(Magnitude(recorded.Amount0), Value(burn.Amount0 + burn.Fees0));
        Assert.True(burn.Fees0 > (UInt256)1_000_000_000UL && burn.Fees1 > (UInt256)1_000_000_000UL);
        Assert.Equal((UInt128.Zero, UInt256.Zero, UInt256.Zero), (history.Liquidity, history.UncollectedFees0, history.Principal0));
    }

    [Fact]
    public void Histories_OfABurnOfAPart_LeaveThatPartOfThePrincipal()
    {
        PairLife life = Traded(30);
        PositionHistory before = life.HistoryOf(Holders.Bob);
        life.Burn(Holders.Bob, life.Pair.Lp(Holders.Bob) / 4);
        PositionHistory after = life.HistoryOf(Holders.Bob);
        PositionMove burn = after.Moves[^1];
        // What the pair rounds off, less than a unit of each token, stays in it. That moves the root of the price by up to half of 1 / reserve, and a position that
        // keeps its liquidity by that part of itself: by half of its share of the pair, in units of either token. Beside it are four roundings.
        double share = (double)life.Pair.Lp(Holders.Bob) / (double)life.Pair.TotalSupply;
        double price = (double)life.Pair.Reserve1 / (double)life.Pair.Reserve0;
        double most0 = 4 + (share * (1 + (1 / price)) / 2);
        double most1 = 4 + (share * (1 + price) / 2);
        Assert.InRange((double)(Value(burn.Amount0) + Value(after.Principal0) - Value(before.Principal0)), -most0, most0);
        Assert.InRange((double)(Value(burn.Amount1) + Value(after.Principal1) - Value(before.Principal1)), -most1, most1);
        Assert.InRange((double)(Value(burn.Fees0) + Value(after.UncollectedFees0) - Value(before.UncollectedFees0)), -most0, most0);
        Assert.InRange((double)(Value(burn.Fees1) + Value(after.UncollectedFees1) - Value(before.UncollectedFees1)), -most1, most1);
        Close.Relative(0.25, (double)Value(burn.Amount0) / (double)Value(before.Principal0), 1e-9);
    }

    [Fact]
    public void Histories_WhileTheProtocolIsDueItsShare_HaveWhatTheContractWouldPay()
    {
        PairLife life = new(new ReferencePair { FeeTo = Holders.FeeTo });
        life.Mint(Holders.Alice, 1000 * Ether, 2_000_000 * Ether);
        life.Swap(true, 50 * Ether);
        life.Mint(Holders.Bob, 10 * Ether, 10 * Ether * life.Pair.Reserve1 / life.Pair.Reserve0);
        life.Swap(false, 90_000 * Ether);
        PositionHistory history = life.HistoryOf(Holders.Bob);
        life.Burn(Holders.Bob, life.Pair.Lp(Holders.Bob));
        PoolEvent paid = life.Events[^1];
        Assert.Equal(((UInt256)paid.Amount0, (UInt256)paid.Amount1), (history.Principal0 + history.UncollectedFees0, history.Principal1 + history.UncollectedFees1));
    }

    /// <summary>2 sqrt(r) / (1 + r) - 1 of what holding would be worth, whatever the fee: that is in the growth of k.</summary>
    [Theory]
    [InlineData(0, true, 300)]
    [InlineData(0, false, 40)]
    [InlineData(3, true, 300)]
    [InlineData(3, false, 2_000)]
    public void Statement_OfOneSwap_HasTheClosedFormOfTheLoss(int feeNumerator, bool zeroForOne, int size)
    {
        PairLife life = new(new ReferencePair { FeeNumerator = feeNumerator });
        life.Mint(Holders.Alice, 1000 * Ether, 2_000_000 * Ether);
        life.Mint(Holders.Bob, 10 * Ether, 20_000 * Ether);
        life.Swap(zeroForOne, (zeroForOne ? 1 : 2000) * size * Ether);
        PositionStatement statement = life.StatementOf(Holders.Bob);
        double end = (double)life.Pair.Reserve1 / (double)life.Pair.Reserve0;
        double ratio = end / 2000;
        double hold = (10e18 * end) + 20_000e18;
        double expected = hold * ((2 * Math.Sqrt(ratio) / (1 + ratio)) - 1);
        Close.Relative(expected, statement.Attribution[ProfitPart.ImpermanentLoss].Total, 1e-9);
        // One move is its own rebalancing: LVR of it is what holding would have made more.
        Close.Relative(-expected, statement.Attribution.Lvr, 1e-9);
        double paid = feeNumerator / 1000.0 * size * 1e18 * (zeroForOne ? end : 2000);
        double share = (double)life.Pair.Lp(Holders.Bob) / (double)life.Pair.TotalSupply;
        double fees = statement.Attribution[ProfitPart.Fees].Total;
        if (feeNumerator == 0)
        {
            Assert.InRange(fees / hold, 0, 1e-17);
        }
        else
        {
            double whole = (double)(Value(statement.History.Principal0 + statement.History.UncollectedFees0)) * end + (double)Value(statement.History.Principal1 + statement.History.UncollectedFees1);
            Close.Relative(whole - (hold + expected), fees, 1e-6);
            // The growth of the root of k is half of the input's fee in value, and the other half of it moved the price.
            Assert.InRange(fees / (share * paid), 0.3, 1.5);
        }
    }

    [Fact]
    public void Statement_OfADensePath_HasTheIntegralOfLvr()
    {
        PairLife life = new(new ReferencePair { FeeNumerator = 0 });
        life.Mint(Holders.Alice, 1000 * Ether, 1000 * Ether);
        Random random = new(5);
        double integral = 0;
        for (int i = 0; i < 3000; i++)
        {
            double before = (double)life.Pair.Reserve1 / (double)life.Pair.Reserve0;
            life.Swap(random.Next(2) == 0, Ether * random.Next(1, 2000) / 1000);
            double after = (double)life.Pair.Reserve1 / (double)life.Pair.Reserve0;
            // Milionis et al. 2022: d LVR = -V''/2 d[P], and -V'' = L / 2 P^-1.5.
            integral += 1000e18 / 4 * Math.Pow(before, -1.5) * (after - before) * (after - before);
        }
        Close.Relative(integral, life.StatementOf(Holders.Alice).Attribution.Lvr, 2e-3);
    }

    [Fact]
    public void Histories_OfATransfer_GiveAndTakeTheSame()
    {
        PairLife life = Traded(10);
        BigInteger part = life.Pair.Lp(Holders.Bob) / 3;
        life.Call(pair => pair.Transfer(Holders.Bob, Holders.FeeTo, part));
        PositionMove given = life.HistoryOf(Holders.Bob).Moves[^1];
        PositionMove taken = life.HistoryOf(Holders.FeeTo).Moves[^1];
        Assert.Equal((PositionMoveKind.TransferOut, PositionMoveKind.TransferIn), (given.Kind, taken.Kind));
        Assert.Equal((taken.Amount0, taken.Amount1), (given.Amount0 + given.Fees0, given.Amount1 + given.Fees1));
        Assert.Equal((UInt256.FromBigInteger(part * life.Pair.Reserve0 / life.Pair.TotalSupply), UInt256.Zero), (taken.Amount0, taken.Fees0));
        Assert.True(given.Fees0 > UInt256.Zero);
        LedgerEntry[] entries = [.. life.StatementOf(Holders.Bob).Entries];
        Assert.Equal(
            [LedgerEntryKind.Deposit, LedgerEntryKind.FeeAccrued, LedgerEntryKind.TransferOut, LedgerEntryKind.FeeCollected, LedgerEntryKind.FeeAccrued],
            entries.Select(static entry => entry.Kind));
        // Nobody gains by a transfer: both together have what one would have had.
        life.Swap(true, 20 * Ether);
        double both = life.StatementOf(Holders.Bob).Attribution.Net.Total + life.StatementOf(Holders.FeeTo).Attribution.Net.Total;
        PairLife alone = Traded(10);
        alone.Swap(true, 20 * Ether);
        Close.Relative(alone.StatementOf(Holders.Bob).Attribution.Net.Total, both, 1e-9);
    }

    [Fact]
    public void Histories_OfLpTokensThatLayInThePair_AreTheBurners()
    {
        PairLife life = Traded(5);
        BigInteger left = life.Pair.Lp(Holders.Alice) / 10;
        life.Call(pair => pair.Transfer(Holders.Alice, Holders.Pair, left));
        life.Burn(Holders.Bob, life.Pair.Lp(Holders.Bob));
        PoolEvent burn = life.Events[^1];
        PositionHistory bob = life.HistoryOf(Holders.Bob);
        Assert.Equal([PositionMoveKind.Deposit, PositionMoveKind.TransferIn, PositionMoveKind.Withdrawal], bob.Moves.Select(static move => move.Kind));
        Assert.Equal((UInt128)left, bob.Moves[1].Liquidity);
        Assert.Equal((UInt256)burn.Amount0, bob.Moves[2].Amount0 + bob.Moves[2].Fees0);
        Assert.Equal(PositionMoveKind.TransferOut, life.HistoryOf(Holders.Alice).Moves[^1].Kind);
    }

    [Fact]
    public void Histories_OfATapeInMidLife_NameWhoWasThereAndAreCloseForTheOthers()
    {
        PairLife life = Traded(0);
        int cut = life.Events.Count;
        BigInteger there = life.Pair.Lp(Holders.Alice);
        life.Swap(true, 30 * Ether);
        life.Mint(Holders.FeeTo, 5 * Ether, 5 * Ether * life.Pair.Reserve1 / life.Pair.Reserve0);
        for (int i = 0; i < 20; i++)
        {
            life.Swap(i % 2 == 0, (i % 2 == 0 ? 1 : 2000) * 10 * Ether);
        }
        life.Burn(Holders.Alice, there / 2);
        life.Burn(Holders.FeeTo, life.Pair.Lp(Holders.FeeTo));
        PositionHistory exact = life.HistoryOf(Holders.FeeTo);
        HolderRecorder recorder = new(static _ => true, BaseUnitPrices.At);
        _ = PairLife.Replay([.. life.Events.Skip(cut)], life.Pair, recorder);
        PositionHistory close = recorder.Histories.Single(static history => history.Name == Holders.FeeTo.ToString());
        Assert.True(recorder.IsMidLife);
        Assert.Contains("had some before", recorder.Histories.Single(static history => history.Name == Holders.Alice.ToString()).Gap!, StringComparison.Ordinal);
        Assert.Null(close.Gap);
        Assert.Null(close.FeeBound0);
        Assert.Equal(UInt256.Zero, exact.FeeBound0);
        Assert.Equal(exact.Moves[^1].Amount0 + exact.Moves[^1].Fees0, close.Moves[^1].Amount0 + close.Moves[^1].Fees0);
        Close.Relative((double)Value(exact.Fees0), (double)Value(close.Fees0), 1e-9);
        Assert.True(exact.Fees0 > (UInt256)1_000_000_000UL);
    }

    [Fact]
    public void Histories_OfAPeriod_OpenWithWhatIsThereAndLeaveOutTheRest()
    {
        PairLife life = Traded(20);
        long from = life.Events[life.Events.Count / 2].TimestampSeconds;
        long to = life.Events[life.Events.Count * 3 / 4].TimestampSeconds;
        PositionHistory whole = life.HistoryOf(Holders.Bob);
        PositionHistory part = life.Histories(from, to).Single(static history => history.Name == Holders.Bob.ToString());
        PositionMove opening = Assert.Single(part.Moves);
        Assert.Equal((PositionMoveKind.Opening, from, to), (opening.Kind, opening.TimestampSeconds, part.EndSeconds));
        Assert.Equal(whole.Liquidity, part.Liquidity);
        Assert.InRange(part.Fees0, UInt256.One, whole.Fees0);
        Assert.Equal(to - from, part.OpenSeconds);
    }

    [Fact]
    public void BreakEven_OfAPair_IsEvenThereWithTheFeesInTheReserves()
    {
        PairLife life = Traded(6);
        life.Swap(true, 300 * Ether);
        PositionStatement statement = life.StatementOf(Holders.Bob);
        var breakEven = PositionBreakEven.Of(statement);
        PositionHistory history = statement.History;
        Assert.True(statement.Attribution.NetOverHold < 0);
        Assert.NotNull(breakEven.Days);
        double whole = Math.Sqrt((double)Value(history.Principal0 + history.UncollectedFees0) * (double)Value(history.Principal1 + history.UncollectedFees1));
        double price = breakEven.PriceAbove!.Value;
        Close.Relative((statement.Held.Amount0 * price) + statement.Held.Amount1, 2 * whole * Math.Sqrt(price), 1e-9);
    }

    /// <summary>Whatever a tape says, there is an account, a reason why there is none, or one message.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Histories_OfADamagedTape_AreAccountsOrSayWhyNot(int seed)
    {
        ReferenceTape tape = ReferenceTape.Play(seed, 60, donations: true);
        Random random = new(seed);
        UInt256[] values = [UInt256.Zero, UInt256.One, 1_000_000UL, UInt256.One << 111, UInt256.One << 127, UInt256.One << 200, UInt256.MaxValue >> 1];
        (int explained, int refused) = (0, 0);
        for (int round = 0; round < 1500; round++)
        {
            List<PoolEvent> events = [.. tape.Events];
            int index = random.Next(events.Count);
            PoolEvent changed = events[index];
            UInt256 value = values[random.Next(values.Length)];
            switch (random.Next(5))
            {
                case 0:
                    changed.Liquidity = value;
                    break;
                case 1:
                    changed.Amount0 = (Int256)value;
                    break;
                case 2:
                    changed.Amount1Out = value;
                    break;
                case 3:
                    changed.Recorded &= ~(PoolEventFields.Amount0 | PoolEventFields.Liquidity | PoolEventFields.Recipient);
                    break;
                default:
                    changed.Recipient = changed.Owner;
                    break;
            }
            events[index] = changed;
            events.RemoveRange(0, random.Next(3) == 0 ? random.Next(events.Count / 2) : 0);
            try
            {
                HolderRecorder recorder = new(static _ => true, BaseUnitPrices.At);
                HypotheticalShare share = new(1_000_000_000_000_000UL, 1_000_000_000_000_000_000UL, (PositionImpact)random.Next(3), BaseUnitPrices.At);
                _ = PairLife.Replay(events, tape.Pair, recorder);
                _ = PairLife.Replay(events, tape.Pair, share);
                foreach (PositionHistory history in recorder.Histories.Append(share.History).OfType<PositionHistory>().Where(static history => history.Gap is null && history.Moves.Count > 0))
                {
                    Assert.True(double.IsFinite(PositionStatement.Of(history, static (_, price) => new TokenPrices(price, 1)).Attribution.Net.Total));
                    explained++;
                }
            }
            catch (ReplayInputException)
            {
                refused++;
            }
        }
        Assert.True(explained > 1000 && refused > 5, $"{explained} explained, {refused} refused");
    }

    private static PairLife Traded(int swaps)
    {
        PairLife life = new(new ReferencePair());
        life.Mint(Holders.Alice, 1000 * Ether, 2_000_000 * Ether);
        life.Swap(false, 20_000 * Ether);
        life.Mint(Holders.Bob, 10 * Ether, 10 * Ether * life.Pair.Reserve1 / life.Pair.Reserve0);
        Random random = new(7);
        for (int i = 0; i < swaps; i++)
        {
            bool zeroForOne = random.Next(2) == 0;
            life.Swap(zeroForOne, (zeroForOne ? 1 : 2000) * Ether * random.Next(1, 60));
        }
        return life;
    }

    private static BigInteger ReferenceSupply(PairLife life, EventPosition until)
    {
        BigInteger supply = 0;
        foreach (PoolEvent poolEvent in life.Events.Where(poolEvent => poolEvent.Kind == PoolEventKind.Transfer && poolEvent.Position <= until))
        {
            supply += poolEvent.Owner.IsZero ? Value(poolEvent.Liquidity) : poolEvent.Recipient.IsZero ? -Value(poolEvent.Liquidity) : 0;
        }
        return supply;
    }

    private static BigInteger Value(in UInt256 amount) => amount.ToBigInteger();

    private static BigInteger Magnitude(in Int256 amount) => amount.Magnitude.ToBigInteger();
}
