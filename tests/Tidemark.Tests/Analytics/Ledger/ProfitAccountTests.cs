using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;
using static Tidemark.Tests.Analytics.Ledger.Histories;

namespace Tidemark.Tests.Analytics.Ledger;

public sealed class ProfitAccountTests
{
    private static readonly JsonElement Expected = Vectors.Named("ledger.example").Expected;

    [Fact]
    public void At_Vector_Agrees()
    {
        LedgerExample example = new(withGas: true);
        Attribution<double> attribution = example.Attribution;
        Agrees("realised_IL", attribution[ProfitPart.ImpermanentLoss].Realised);
        Agrees("unrealised_IL", attribution[ProfitPart.ImpermanentLoss].Unrealised);
        Agrees("total_IL", attribution[ProfitPart.ImpermanentLoss].Total);
        Agrees("fees", attribution[ProfitPart.Fees].Total);
        Close.Relative(60, attribution[ProfitPart.Fees].Realised, 1e-12);
        Agrees("gas", attribution[ProfitPart.Gas].Total);
        Agrees("net_pnl_vs_hodl", attribution.NetOverHold);
        // 45 USDC of fees are beside the position, and the flow of day 180 is less the gas.
        Close.Relative(Expected.GetProperty("V_d365").GetDouble() + 45, attribution.EndValue, 1e-9);
        Agrees("withdrawn_value_incl_fees", example.Account.Flows[2].Received + 5);
        Close.Relative(Expected.GetProperty("V_d180").GetDouble() * 0.6, example.Account.Flows[2].ValueAfter, 1e-9);
        Assert.Equal((Start, Start.AddDays(365)), (attribution.Start, attribution.End));

        static void Agrees(string name, double found) => Close.Relative(Expected.GetProperty(name).GetDouble(), found, 1e-9, name);
    }

    [Fact]
    public void At_Vector_HoldsTheBasket()
    {
        // Of 1.4 ETH and 3000 USDC, 60 % stay: they are worth 3816 and have cost 3600; the other 40 % were worth 2208 and had cost 2400.
        Attribution<double> attribution = new LedgerExample(withGas: true).Attribution;
        Close.Relative((0.4 * Expected.GetProperty("basket_d180").GetDouble()) - 2400, attribution[ProfitPart.Hold].Realised, 1e-9);
        Close.Relative(Expected.GetProperty("hodl_remaining_d365").GetDouble() - 3600, attribution[ProfitPart.Hold].Unrealised, 1e-9);
        // All in ETH: 2 bought at 2000 and 0.8 at 2500; all in USDC never changes; half and half is half of each.
        double inEther = (0.4 * 2.8 * 1800) + (0.6 * 2.8 * 2400) - 6000;
        Close.Relative(inEther, attribution[Benchmark.Token0], 1e-9);
        Close.Absolute(0, attribution[Benchmark.Token1], 1e-9);
        Close.Relative(inEther / 2, attribution[Benchmark.HalfAndHalf], 1e-9);
        Close.Relative(attribution.Principal.Total, attribution[Benchmark.Rebalancing], 1e-12);
    }

    [Fact]
    public void At_HedgedPath_RebalancingHoldsThePoolsTokens()
    {
        // The path is of a constant-product position of 10000; its LVR is what the vector's hedge lost.
        JsonElement vector = Vectors.Named("perp.dynamic_path").Expected;
        double[] path = [.. Vectors.Named("perp.dynamic_path").Inputs.GetProperty("path").EnumerateArray().Select(static price => price.GetDouble())];
        double liquidity = 5000 / Math.Sqrt(path[0]);
        ProfitAccount<double> account = new("ETH", "USDC");
        account.Apply(Entry(LedgerEntryKind.Deposit, 0, liquidity, ("ETH", 2.5), ("USDC", 5000)), At(path[0]));
        double traded = 0;
        for (int i = 1; i < path.Length; i++)
        {
            traded += liquidity / Math.Sqrt(path[i - 1]) * (path[i] - path[i - 1]);
        }
        Attribution<double> attribution = account.At(Start.AddDays(6), At(path[^1], ("ETH", 2.5), ("USDC", 5000)) with { Lvr = -vector.GetProperty("hedged_pnl").GetDouble() });
        Close.Relative(traded, attribution[Benchmark.Rebalancing], 1e-9);
        Close.Absolute(0, attribution.Net.Total, 1e-9);
        Close.Relative(-vector.GetProperty("hedged_pnl").GetDouble(), attribution.Lvr, 1e-15);
    }

    [Fact]
    public void At_LeveragedAndHedged_NamesEachPart()
    {
        // An LP with 3000 USDC borrows 1 ETH and posts 1000 USDC for a short; ETH goes from 2000 to 3000 and half of all is undone.
        ProfitAccount<double> account = new("ETH", "USDC");
        account.Apply(Entry(LedgerEntryKind.Borrow, 0, ("ETH", 1)), At(2000));
        account.Apply(Entry(LedgerEntryKind.Deposit, 0, 10, ("ETH", 1), ("USDC", 2000)), At(2000));
        account.Apply(Entry(LedgerEntryKind.MarginPosted, 0, ("USDC", 1000)), At(2000, ("ETH", 1), ("USDC", 2000)));
        (string, double)[] inPosition = [("ETH", 0.8), ("USDC", 2440)];
        account.Apply(Entry(LedgerEntryKind.Interest, 10, ("ETH", 0.02)), At(3000, inPosition));
        account.Apply(Entry(LedgerEntryKind.MarginLoss, 10, ("USDC", 300)), At(3000, inPosition));
        account.Apply(Entry(LedgerEntryKind.FundingReceived, 10, ("USDC", 40)), At(3000, inPosition));
        account.Apply(Entry(LedgerEntryKind.FundingPaid, 10, ("USDC", 15)), At(3000, inPosition));
        account.Apply(Entry(LedgerEntryKind.Repay, 10, ("ETH", 0.51)), At(3000, inPosition));
        account.Apply(Entry(LedgerEntryKind.Withdrawal, 10, 5, ("ETH", 0.4), ("USDC", 1220)), At(3000, inPosition));
        account.Apply(Entry(LedgerEntryKind.LiquidationPenalty, 11, ("USDC", 7)), At(3000, ("ETH", 0.4), ("USDC", 1220)));
        account.Apply(Entry(LedgerEntryKind.ProtectionPremium, 11, ("USDC", 3)), At(3000, ("ETH", 0.4), ("USDC", 1220)));
        account.Apply(Entry(LedgerEntryKind.ProtectionPayout, 12, ("USDC", 13)), At(3000, ("ETH", 0.4), ("USDC", 1220)));
        account.Apply(Entry(LedgerEntryKind.SwapCost, 12, ("USDC", 2)), At(3000, ("ETH", 0.4), ("USDC", 1220)));
        Attribution<double> attribution = account.At(Start.AddDays(20), At(3000, ("ETH", 0.4), ("USDC", 1220)));
        Has(ProfitPart.Hold, 500, 500);
        Has(ProfitPart.ImpermanentLoss, -80, -80);
        // 1 ETH borrowed at 2000 and 0.02 of interest at 3000; half is paid back at 3000.
        Has(ProfitPart.Debt, -500, -500);
        Has(ProfitPart.Interest, -60, 0);
        Has(ProfitPart.Hedge, -300, 0);
        Has(ProfitPart.Funding, 25, 0);
        Has(ProfitPart.Margin, 0, 0);
        Has(ProfitPart.Penalties, -7, 0);
        Has(ProfitPart.Payouts, 10, 0);
        Has(ProfitPart.SwapCosts, -2, 0);
        Close.Relative(2420 + 725 - 1530, attribution.EndValue, 1e-12);
        // Paid 4000 and 1000; received 2000 of the loan; then 1530 paid back, 2420 received, and 7 + 3 + 2 - 13.
        Close.Relative(-3000 - 1530 + 2420 + 1 + 1615, attribution.Net.Total, 1e-9);

        void Has(ProfitPart part, double realised, double unrealised)
        {
            Close.Absolute(realised, attribution[part].Realised, 1e-9, part.ToString());
            Close.Absolute(unrealised, attribution[part].Unrealised, 1e-9, part.ToString());
        }
    }

    [Fact]
    public void At_SplitByDeposit_LosesTheSame()
    {
        // Two deposits in one position, and the same two in positions of their own; each withdrawal takes the same part of both.
        (string, double)[] first = [("ETH", 1), ("USDC", 2000)];
        (string, double)[] second = [("ETH", 2), ("USDC", 900)];
        Attribution<double> together = Explain((0, 4, first), (30, 8, second));
        Attribution<double> apart = Explain((0, 4, first)) + Explain((30, 8, second));
        foreach (ProfitPart part in Enum.GetValues<ProfitPart>())
        {
            Close.Absolute(together[part].Realised, apart[part].Realised, 1e-9, part.ToString());
            Close.Absolute(together[part].Unrealised, apart[part].Unrealised, 1e-9, part.ToString());
        }
        Assert.NotEqual(0, together[ProfitPart.ImpermanentLoss].Realised);
        Close.Absolute(together[Benchmark.HalfAndHalf], apart[Benchmark.HalfAndHalf], 1e-9);

        static Attribution<double> Explain(params (double Day, double Liquidity, (string, double)[] Amounts)[] deposits)
        {
            ProfitAccount<double> account = new("ETH", "USDC");
            double liquidity = 0;
            foreach ((double day, double added, (string, double)[] amounts) in deposits)
            {
                account.Apply(Entry(LedgerEntryKind.Deposit, day, added, amounts), Pool(2000 + (10 * day), liquidity));
                liquidity += added;
            }
            account.Apply(Entry(LedgerEntryKind.Withdrawal, 60, liquidity / 4, ("ETH", liquidity / 40), ("USDC", liquidity * 40)), Pool(1500, liquidity));
            return account.At(Start.AddDays(90), Pool(2500, liquidity * 3 / 4));
        }

        // What a unit of liquidity holds has only to be the same for both.
        static Valuation<double> Pool(double price, double liquidity) => liquidity == 0 ? At(price) : At(price, ("ETH", liquidity / 10), ("USDC", liquidity * 160));
    }

    [Fact]
    public void At_AnyMoment_ChangesNothing()
    {
        LedgerExample example = new(withGas: true);
        Attribution<double> later = example.Account.At(Start.AddDays(400), At(100, ("ETH", 1), ("USDC", 100)));
        Assert.NotEqual(later.Net, example.Attribution.Net);
        Assert.Equal(example.Attribution.Net, example.Explain().Net);
    }

    [Fact]
    public void Apply_SameMoment_IsOneFlow()
    {
        ProfitAccount<double> account = new("ETH", "USDC");
        account.Apply(Entry(LedgerEntryKind.Gas, 0, ("ETH", 0.01)), At(2000));
        account.Apply(Entry(LedgerEntryKind.Deposit, 0, 1, ("ETH", 1), ("USDC", 2000)), At(2000));
        account.Apply(Entry(LedgerEntryKind.FeeAccrued, 0, ("USDC", 5)), At(2000, ("ETH", 1), ("USDC", 2000)));
        CapitalFlow flow = Assert.Single(account.Flows);
        Close.Relative(-4020, flow.Received, 1e-12);
        Close.Relative(4000, flow.ValueAfter, 1e-12);
        Close.Relative(-15, account.At(Start, At(2000, ("ETH", 1), ("USDC", 2000))).Net.Total, 1e-9);
    }

    [Theory]
    [InlineData("before", "order of time")]
    [InlineData("chain", "order of time")]
    [InlineData("withdrawal", "12000000000000000000 is withdrawn, where 10000000000000000000 is")]
    [InlineData("transfer", "12000000000000000000 is withdrawn, where 10000000000000000000 is")]
    [InlineData("collect", "from the uncollected fees, where 0 are")]
    [InlineData("repay", "from the debt, where 0 are")]
    [InlineData("margin", "from the margin, where 0 are")]
    [InlineData("no price", "no price of CRV")]
    [InlineData("no name", "a token without a name")]
    [InlineData("negative price", "the price of USDC is -1")]
    [InlineData("no number", "the price of ETH is NaN")]
    [InlineData("worthless", "the price of ETH is zero")]
    [InlineData("no liquidity", "the liquidity is zero")]
    [InlineData("gas with liquidity", "only deposits")]
    [InlineData("kind", "99 is not a kind")]
    [InlineData("lvr", "the LVR is NaN")]
    public void Apply_WhatCannotBe_IsRefusedWithItsPlace(string what, string message)
    {
        ProfitAccount<double> account = new("ETH", "USDC");
        account.Apply(Entry(LedgerEntryKind.Deposit, 1, 10, ("ETH", 1), ("USDC", 2000)) with { ChainPosition = new EventPosition(7, 1, 2) }, At(2000));
        Valuation<double> valuation = At(2000, ("ETH", 1), ("USDC", 2000));
        LedgerEntry gas = Entry(LedgerEntryKind.Gas, 1, ("ETH", 1));
        account.Apply(gas, valuation);
        (LedgerEntry entry, valuation) = what switch
        {
            "before" => (Entry(LedgerEntryKind.Gas, 0.5, ("ETH", 1)), valuation),
            "chain" => (gas with { ChainPosition = new EventPosition(7, 1, 1) }, valuation),
            "withdrawal" => (Entry(LedgerEntryKind.Withdrawal, 1, 12, ("ETH", 1)), valuation),
            "transfer" => (Entry(LedgerEntryKind.TransferOut, 1, 12, ("ETH", 1)), valuation),
            "collect" => (Entry(LedgerEntryKind.FeeCollected, 1, ("ETH", 1)), valuation),
            "repay" => (Entry(LedgerEntryKind.Repay, 1, ("ETH", 1)), valuation),
            "margin" => (Entry(LedgerEntryKind.FundingPaid, 1, ("ETH", 1)), valuation),
            "no price" => (Entry(LedgerEntryKind.Reward, 1, ("CRV", 1)), valuation),
            "no name" => (gas with { Amounts = [default(TokenAmount) with { BaseUnits = UInt256.One }] }, valuation),
            "negative price" => (gas, valuation with { Prices = new Dictionary<string, double> { ["ETH"] = 1, ["USDC"] = -1 } }),
            "no number" => (gas, valuation with { Prices = new Dictionary<string, double> { ["ETH"] = double.NaN, ["USDC"] = 1 } }),
            "worthless" => (Entry(LedgerEntryKind.Deposit, 1, 1, ("USDC", 1)), valuation with { Prices = new Dictionary<string, double> { ["ETH"] = 0, ["USDC"] = 1 } }),
            "no liquidity" => (Entry(LedgerEntryKind.Deposit, 1, 0, ("ETH", 1)), valuation),
            "gas with liquidity" => (Entry(LedgerEntryKind.Gas, 1, 1, ("ETH", 1)), valuation),
            "kind" => (Entry((LedgerEntryKind)99, 1, ("ETH", 1)), valuation),
            _ => (gas, valuation with { Lvr = double.NaN }),
        };
        LedgerException refused = Assert.Throws<LedgerException>(() => account.Apply(entry, valuation));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(entry.Source, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_WhatCannotBe_IsRefused()
    {
        ProfitAccount<double> account = new("ETH", "USDC");
        Refuses("no entry", () => account.At(Start, At(2000)));
        Refuses("has tokens in the position", () => account.Apply(Entry(LedgerEntryKind.Deposit, 0, 1, ("ETH", 1)), At(2000, ("ETH", 1))));
        account.Apply(Entry(LedgerEntryKind.Deposit, 1, 1, ("ETH", 1)), At(2000));
        Refuses("before the last entry", () => account.At(Start, At(2000, ("ETH", 1))));
        Refuses("no price of USDC", () => account.At(Start.AddDays(2), At(2000, ("ETH", 1)) with { Prices = new Dictionary<string, double> { ["ETH"] = 1 } }));
        Refuses("beyond the numbers of Double", () => account.At(Start.AddDays(2), At(double.MaxValue, ("ETH", 1e10))));
        Assert.Throws<ArgumentNullException>(() => account.Apply(null!, At(2000)));
        Assert.Throws<ArgumentNullException>(() => account.At(Start.AddDays(2), null!));

        static void Refuses(string message, Action action) => Assert.Contains(message, Assert.Throws<LedgerException>(action).Message, StringComparison.Ordinal);
    }
}
