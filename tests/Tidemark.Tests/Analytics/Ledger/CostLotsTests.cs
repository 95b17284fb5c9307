using Tidemark.Analytics.Ledger;
using static Tidemark.Tests.Analytics.Ledger.Histories;

namespace Tidemark.Tests.Analytics.Ledger;

public sealed class CostLotsTests
{
    [Fact]
    public void Apply_FirstInFirstOut_TakesTheOldest()
    {
        // Lots of 10 for 4000 and of 5 for 3000; 12 units take all of the first and two fifths of the second.
        CostLots<double> lots = Deposited(CostMethod.FirstInFirstOut);
        IReadOnlyList<WithdrawnToken<double>> withdrawn = lots.Apply(Entry(LedgerEntryKind.Withdrawal, 20, 12, ("ETH", 1.2), ("USDC", 3600)), Prices(3000));
        // Worth 3600 each, so half of a lot's cost is each token's.
        Has(withdrawn, (0, "ETH", 1, 2000, 3000), (0, "USDC", 3000, 2000, 3000), (10, "ETH", 0.2, 600, 600), (10, "USDC", 600, 600, 600));
        Close.Relative(1800, lots.OpenCost, 1e-14);
        Close.Relative(1000, withdrawn[0].Gain, 1e-14);
        Has(lots.Apply(Entry(LedgerEntryKind.TransferOut, 30, 3, ("ETH", 1)), Prices(1000)), (10, "ETH", 1, 1800, 1000));
        Assert.Equal(0, lots.OpenCost);
    }

    [Fact]
    public void Apply_Average_TakesOfAll()
    {
        // 15 units have cost 7000, so 12 have cost 5600, whenever they were bought.
        CostLots<double> lots = Deposited(CostMethod.Average);
        Has(lots.Apply(Entry(LedgerEntryKind.Withdrawal, 20, 12, ("ETH", 1.2), ("USDC", 3600)), Prices(3000)), (null, "ETH", 1.2, 2800, 3600), (null, "USDC", 3600, 2800, 3600));
        Close.Relative(1400, lots.OpenCost, 1e-14);
    }

    [Fact]
    public void Apply_OneLot_KeepsItsTimeInBothMethods()
    {
        foreach (CostMethod method in Enum.GetValues<CostMethod>())
        {
            CostLots<double> lots = new(method);
            lots.Apply(Entry(LedgerEntryKind.TransferIn, 5, 10, ("USDC", 100)), Prices(1));
            Has(lots.Apply(Entry(LedgerEntryKind.Withdrawal, 6, 4, ("USDC", 50)), Prices(1)), (5, "USDC", 50, 40, 50));
            Has(lots.Apply(Entry(LedgerEntryKind.Withdrawal, 7, 6, ("USDC", 50)), Prices(1)), (5, "USDC", 50, 60, 50));
        }
    }

    [Fact]
    public void Apply_WorthlessWithdrawal_LaysTheCostEvenly()
    {
        CostLots<double> lots = Deposited(CostMethod.FirstInFirstOut);
        Dictionary<string, double> worthless = new() { ["ETH"] = 0, ["USDC"] = 0 };
        Has(lots.Apply(Entry(LedgerEntryKind.Withdrawal, 20, 10, ("ETH", 1), ("USDC", 1)), worthless), (0, "ETH", 1, 2000, 0), (0, "USDC", 1, 2000, 0));
    }

    [Fact]
    public void Prop_Average_RealisesWhatTheAccountDoes() => Assert.All(Enumerable.Range(1, 100), static seed =>
    {
        RandomHistory history = new(seed);
        Attribution<Rational> attribution = history.Explain();
        (Rational gain, Rational openCost, _) = Run(history, CostMethod.Average);
        Assert.Equal(attribution.Principal.Realised, gain);
        Rational endValue = history.End.InPosition.Aggregate(Rational.Zero, (sum, amount) => sum + (amount.BaseUnits.ToBigInteger() * history.End.Prices[amount.Token]));
        Assert.Equal(attribution.Principal.Unrealised, endValue - openCost);
    });

    /// <summary>Against a queue in which every unit of liquidity stands with its own cost.</summary>
    [Fact]
    public void Prop_FirstInFirstOut_IsAQueueOfUnits() => Assert.All(Enumerable.Range(1, 100), static seed =>
    {
        RandomHistory history = new(seed, 20);
        Queue<(Rational Cost, DateTimeOffset Acquired)> units = [];
        Rational gain = Rational.Zero;
        List<DateTimeOffset> acquired = [];
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in history.Steps)
        {
            Rational value = entry.Amounts.Aggregate(Rational.Zero, (sum, amount) => sum + (amount.BaseUnits.ToBigInteger() * valuation.Prices[amount.Token]));
            int count = (int)(ulong)entry.Liquidity;
            if (entry.Kind is LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn)
            {
                for (int i = 0; i < count; i++)
                {
                    units.Enqueue((value / new Rational(count, 1), entry.Time));
                }
            }
            else if (entry.Kind is LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut)
            {
                (Rational Cost, DateTimeOffset Acquired)[] taken = [.. Enumerable.Range(0, count).Select(_ => units.Dequeue())];
                gain += value - taken.Aggregate(Rational.Zero, static (sum, unit) => sum + unit.Cost);
                acquired.AddRange(taken.Select(static unit => unit.Acquired).Distinct());
            }
        }
        (Rational found, Rational openCost, List<DateTimeOffset> lots) = Run(history, CostMethod.FirstInFirstOut);
        Assert.Equal(units.Aggregate(Rational.Zero, static (sum, unit) => sum + unit.Cost), openCost);
        Assert.Equal(gain, found);
        Assert.Equal(acquired.Distinct(), lots.Distinct());
    });

    [Fact]
    public void Apply_WhatCannotBe_IsRefused()
    {
        CostLots<double> lots = Deposited(CostMethod.FirstInFirstOut);
        foreach (double liquidity in new[] { 0, 16.0 })
        {
            LedgerException refused = Assert.Throws<LedgerException>(() => lots.Apply(Entry(LedgerEntryKind.Withdrawal, 20, liquidity, ("ETH", 1)), Prices(3000)));
            Assert.Contains("is withdrawn, where 15000000000000000000 is", refused.Message, StringComparison.Ordinal);
        }
        Assert.Throws<LedgerException>(() => lots.Apply(Entry(LedgerEntryKind.Withdrawal, 20, 1, ("CRV", 1)), Prices(3000)));
        Assert.Throws<LedgerException>(() => lots.Apply(Entry(LedgerEntryKind.Deposit, 20, 0, ("ETH", 1)), Prices(3000)));
        Assert.Throws<LedgerException>(() => lots.Apply(Entry(LedgerEntryKind.Withdrawal, 20, 1), Prices(3000)));
        Assert.Throws<ArgumentNullException>(() => lots.Apply(null!, Prices(3000)));
        Close.Relative(7000, lots.OpenCost, 1e-15);
    }

    private static CostLots<double> Deposited(CostMethod method)
    {
        CostLots<double> lots = new(method);
        Assert.Empty(lots.Apply(Entry(LedgerEntryKind.Deposit, 0, 10, ("ETH", 1), ("USDC", 2000)), Prices(2000)));
        Assert.Empty(lots.Apply(Entry(LedgerEntryKind.Deposit, 10, 5, ("USDC", 3000)), Prices(2500)));
        Assert.Empty(lots.Apply(Entry(LedgerEntryKind.Gas, 15, ("ETH", 1)), new Dictionary<string, double>()));
        return lots;
    }

    private static (Rational Gain, Rational OpenCost, List<DateTimeOffset> Lots) Run(RandomHistory history, CostMethod method)
    {
        CostLots<Rational> lots = new(method);
        Rational gain = Rational.Zero;
        List<DateTimeOffset> acquired = [];
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in history.Steps)
        {
            foreach (WithdrawnToken<Rational> token in lots.Apply(entry, valuation.Prices))
            {
                gain += token.Gain;
                if (token.Acquired is { } time)
                {
                    acquired.Add(time);
                }
            }
        }
        return (gain, lots.OpenCost, acquired);
    }

    private static void Has(IReadOnlyList<WithdrawnToken<double>> found, params (double? Acquired, string Token, double Amount, double Cost, double Value)[] expected)
    {
        Assert.Equal(expected.Select(static token => (token.Acquired is { } days ? Start.AddDays(days) : (DateTimeOffset?)null, token.Token)), found.Select(static token => (token.Acquired, token.Token)));
        foreach (((_, _, double amount, double cost, double value), WithdrawnToken<double> token) in expected.Zip(found))
        {
            Close.Relative(amount * Unit, token.BaseUnits, 1e-12);
            Close.Relative(cost, token.Cost, 1e-12);
            Close.Relative(value, token.Value, 1e-12);
        }
    }
}
