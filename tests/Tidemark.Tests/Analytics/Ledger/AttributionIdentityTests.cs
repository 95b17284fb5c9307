using System.Numerics;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>What is true of every history, exactly.</summary>
public sealed class AttributionIdentityTests
{
    private const int Histories = 100;

    private static IEnumerable<int> Seeds => Enumerable.Range(1, Histories);

    [Fact]
    public void Prop_Parts_AddUpToTheCashFlows() => Assert.All(Seeds, PartsAddUpToTheCashFlows);

    private static void PartsAddUpToTheCashFlows(int seed)
    {
        RandomHistory history = new(seed);
        Attribution<Rational> attribution = history.Explain();
        Rational net = NetOfCashFlows(history);
        Assert.Equal(net, attribution.Net.Total);
        Rational parts = Enum.GetValues<ProfitPart>().Aggregate(Rational.Zero, (sum, part) => sum + attribution[part].Total);
        Assert.Equal(net, parts);

        // The other form of the identity: rebalancing profit less LVR in the place of hold profit and impermanent loss.
        Rational beside = Enum.GetValues<ProfitPart>().Where(static part => part is not (ProfitPart.Hold or ProfitPart.ImpermanentLoss))
            .Aggregate(Rational.Zero, (sum, part) => sum + attribution[part].Total);
        Assert.Equal(net, attribution[Benchmark.Rebalancing] - attribution.Lvr + beside);
    }

    [Fact]
    public void Prop_Rebalancing_IsChangeOfValueAndLvrOfEachInterval() => Assert.All(Seeds, RebalancingIsChangeOfValueAndLvrOfEachInterval);

    private static void RebalancingIsChangeOfValueAndLvrOfEachInterval(int seed)
    {
        RandomHistory history = new(seed);
        Rational profit = Rational.Zero;
        Rational valueAfter = Rational.Zero;
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in history.Steps)
        {
            Rational value = Value(valuation.InPosition, valuation);
            profit += value - valueAfter + valuation.Lvr;
            valueAfter = entry.Kind switch
            {
                LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn => value + Value(entry.Amounts, valuation),
                LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut => value - Value(entry.Amounts, valuation),
                _ => value,
            };
        }
        profit += Value(history.End.InPosition, history.End) - valueAfter + history.End.Lvr;
        Assert.Equal(profit, history.Explain()[Benchmark.Rebalancing]);
    }

    /// <summary>Each benchmark by another way: tokens of each deposit on their own, whose value changes from one entry to the next.</summary>
    [Fact]
    public void Prop_Benchmarks_AreTheChangesOfValueOfTheirTokens() => Assert.All(Seeds, BenchmarksAreTheChangesOfValueOfTheirTokens);

    private static void BenchmarksAreTheChangesOfValueOfTheirTokens(int seed)
    {
        RandomHistory history = new(seed);
        Attribution<Rational> attribution = history.Explain();
        Assert.Equal(attribution[ProfitPart.Hold].Total, attribution[Benchmark.DepositedTokens]);
        Assert.Equal(
            Revaluation(history, static (amounts, _) => [.. amounts.Select(static amount => (amount.Token, (Rational)amount.BaseUnits.ToBigInteger()))]),
            attribution[Benchmark.DepositedTokens]);
        Assert.Equal(Revaluation(history, static (amounts, valuation) => [Converted(RandomHistory.Token0, 1, amounts, valuation)]), attribution[Benchmark.Token0]);
        Assert.Equal(Revaluation(history, static (amounts, valuation) => [Converted(RandomHistory.Token1, 1, amounts, valuation)]), attribution[Benchmark.Token1]);
        Assert.Equal(
            Revaluation(history, static (amounts, valuation) => [Converted(RandomHistory.Token0, 2, amounts, valuation), Converted(RandomHistory.Token1, 2, amounts, valuation)]),
            attribution[Benchmark.HalfAndHalf]);

        static (string, Rational) Converted(string token, int parts, IReadOnlyList<TokenAmount> amounts, Valuation<Rational> valuation) =>
            (token, Value(amounts, valuation) / (new Rational(parts, 1) * valuation.Prices[token]));
    }

    [Fact]
    public void Prop_SplitInTwo_ChangesNothing() => Assert.All(Seeds, SplitInTwoChangesNothing);

    private static void SplitInTwoChangesNothing(int seed)
    {
        RandomHistory history = new(seed);
        AssertSame(history.Explain(), history.ExplainPart(1) + history.ExplainPart(RandomHistory.Parts - 1));
    }

    [Fact]
    public void Prop_MergedWallets_AddUp() => Assert.All(Seeds, MergedWalletsAddUp);

    private static void MergedWalletsAddUp(int seed)
    {
        RandomHistory[] wallet = [new(seed), new(seed + Histories, 5), new(seed + (2 * Histories), 60)];
        Attribution<Rational> merged = wallet.Select(static history => history.Explain()).Aggregate(static (left, right) => left + right);
        Assert.Equal(wallet.Aggregate(Rational.Zero, static (sum, history) => sum + NetOfCashFlows(history)), merged.Net.Total);
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            Assert.Equal(wallet.Aggregate(default(Profit<Rational>), (sum, history) => sum + history.Explain()[part]), merged[part]);
        }
        Assert.Equal(wallet.Max(static history => history.EndTime), merged.End);
        Assert.Equal(wallet.Min(static history => history.Steps[0].Entry.Time), merged.Start);
    }

    [Fact]
    public void Prop_EverythingWithdrawn_IsRealised() => Assert.All(Seeds, EverythingWithdrawnIsRealised);

    private static void EverythingWithdrawnIsRealised(int seed)
    {
        RandomHistory history = new(seed);
        List<(LedgerEntry Entry, Valuation<Rational> Valuation)> steps = [.. history.Steps];
        if (!history.Liquidity.IsZero)
        {
            LedgerEntry all = new(LedgerEntryKind.Withdrawal, history.EndTime, history.End.InPosition, "the end") { Liquidity = history.Liquidity };
            steps.Add((all, history.End));
        }
        Attribution<Rational> open = history.Explain();
        Attribution<Rational> closed = RandomHistory.Explain(steps, new Valuation<Rational>([], history.End.Prices, Rational.Zero), history.EndTime);
        Assert.Equal(open.Net.Total, closed.Net.Total);
        foreach (ProfitPart part in new[] { ProfitPart.Hold, ProfitPart.ImpermanentLoss })
        {
            Assert.Equal(open[part].Total, closed[part].Total);
            Assert.Equal(Rational.Zero, closed[part].Unrealised);
        }
    }

    [Fact]
    public void Prop_OtherNumeraire_IsTheSameLedger() => Assert.All(Seeds, OtherNumeraireIsTheSameLedger);

    private static void OtherNumeraireIsTheSameLedger(int seed)
    {
        // A numeraire that is always worth a third of the first one has three times the profit.
        RandomHistory history = new(seed);
        Rational three = new(3, 1);
        Attribution<Rational> tripled = RandomHistory.Explain(history.Steps.Select(step => (step.Entry, Triple(step.Valuation))), Triple(history.End), history.EndTime);
        Attribution<Rational> attribution = history.Explain();
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            Assert.Equal(three * attribution[part].Realised, tripled[part].Realised);
            Assert.Equal(three * attribution[part].Unrealised, tripled[part].Unrealised);
        }

        Valuation<Rational> Triple(Valuation<Rational> valuation) =>
            valuation with { Prices = valuation.Prices.ToDictionary(static price => price.Key, price => three * price.Value), Lvr = three * valuation.Lvr };
    }

    [Fact]
    public void Prop_Doubles_AreNearTheExactNumbers() => Assert.All(Seeds, DoublesAreNearTheExactNumbers);

    private static void DoublesAreNearTheExactNumbers(int seed)
    {
        RandomHistory history = new(seed);
        ProfitAccount<double> account = new(RandomHistory.Token0, RandomHistory.Token1);
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in history.Steps)
        {
            account.Apply(entry, Rounded(valuation));
        }
        Attribution<double> rounded = account.At(history.EndTime, Rounded(history.End));
        Attribution<Rational> exact = history.Explain();
        double scale = history.Steps.Sum(static step => double.CreateChecked(Value(step.Entry.Amounts, step.Valuation)));
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            Close.Absolute(double.CreateChecked(exact[part].Realised), rounded[part].Realised, 1e-12 * scale, part.ToString());
            Close.Absolute(double.CreateChecked(exact[part].Unrealised), rounded[part].Unrealised, 1e-12 * scale, part.ToString());
        }
        foreach (Benchmark benchmark in Enum.GetValues<Benchmark>())
        {
            Close.Absolute(double.CreateChecked(exact[benchmark]), rounded[benchmark], 1e-10 * scale, benchmark.ToString());
        }
        // What the flows say was gained is the same again.
        Close.Absolute(double.CreateChecked(NetOfCashFlows(history)), account.Flows.Sum(static flow => flow.Received) + rounded.EndValue, 1e-12 * scale);
    }

    /// <summary>Received less paid, and what is left less what is owed, from the entries alone.</summary>
    private static Rational NetOfCashFlows(RandomHistory history)
    {
        Rational cash = Rational.Zero;
        Dictionary<string, BigInteger> left = [];
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in history.Steps)
        {
            (int toWallet, int toBalance) = entry.Kind switch
            {
                LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn or LedgerEntryKind.Gas or LedgerEntryKind.ManagementFee or LedgerEntryKind.SwapCost
                    or LedgerEntryKind.LiquidationPenalty or LedgerEntryKind.ProtectionPremium => (-1, 0),
                LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut or LedgerEntryKind.Reward or LedgerEntryKind.ProtectionPayout => (1, 0),
                LedgerEntryKind.Repay or LedgerEntryKind.MarginPosted => (-1, 1),
                LedgerEntryKind.Borrow or LedgerEntryKind.FeeCollected or LedgerEntryKind.MarginReturned => (1, -1),
                LedgerEntryKind.FeeAccrued or LedgerEntryKind.FundingReceived or LedgerEntryKind.MarginGain => (0, 1),
                LedgerEntryKind.Interest or LedgerEntryKind.FundingPaid or LedgerEntryKind.MarginLoss => (0, -1),
                _ => throw new InvalidOperationException(),
            };
            cash += new Rational(toWallet, 1) * Value(entry.Amounts, valuation);
            foreach (TokenAmount amount in entry.Amounts)
            {
                left[amount.Token] = left.GetValueOrDefault(amount.Token) + (toBalance * amount.BaseUnits.ToBigInteger());
            }
        }
        return left.Aggregate(cash + Value(history.End.InPosition, history.End), (sum, balance) => sum + (balance.Value * history.End.Prices[balance.Key]));
    }

    private static Rational Revaluation(RandomHistory history, Func<IReadOnlyList<TokenAmount>, Valuation<Rational>, (string Token, Rational Amount)[]> convert)
    {
        Rational profit = Rational.Zero;
        List<(string Token, Rational Amount)> held = [];
        IReadOnlyDictionary<string, Rational> before = history.End.Prices;
        BigInteger liquidity = 0;
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in history.Steps)
        {
            profit = held.Aggregate(profit, (sum, token) => sum + (token.Amount * (valuation.Prices[token.Token] - before[token.Token])));
            before = valuation.Prices;
            if (entry.Kind is LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn)
            {
                held.AddRange(convert(entry.Amounts, valuation));
                liquidity += entry.Liquidity.ToBigInteger();
            }
            else if (entry.Kind is LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut)
            {
                BigInteger left = liquidity - entry.Liquidity.ToBigInteger();
                Rational stays = new(left, liquidity);
                held = [.. held.Select(token => (token.Token, token.Amount * stays))];
                liquidity = left;
            }
        }
        return held.Aggregate(profit, (sum, token) => sum + (token.Amount * (history.End.Prices[token.Token] - before[token.Token])));
    }

    private static Rational Value(IEnumerable<TokenAmount> amounts, Valuation<Rational> valuation) =>
        amounts.Aggregate(Rational.Zero, (sum, amount) => sum + (amount.BaseUnits.ToBigInteger() * valuation.Prices[amount.Token]));

    private static Valuation<double> Rounded(Valuation<Rational> valuation) =>
        new(valuation.InPosition, valuation.Prices.ToDictionary(static price => price.Key, static price => double.CreateChecked(price.Value)), double.CreateChecked(valuation.Lvr));

    private static void AssertSame(Attribution<Rational> expected, Attribution<Rational> actual)
    {
        Assert.All(Enum.GetValues<ProfitPart>(), part => Assert.Equal(expected[part], actual[part]));
        Assert.All(Enum.GetValues<Benchmark>(), benchmark => Assert.Equal(expected[benchmark], actual[benchmark]));
        Assert.Equal((expected.Net, expected.Lvr, expected.EndValue, expected.Start, expected.End), (actual.Net, actual.Lvr, actual.EndValue, actual.Start, actual.End));
    }
}
