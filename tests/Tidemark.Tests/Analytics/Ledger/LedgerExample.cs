using Tidemark.Analytics.Ledger;
using static Tidemark.Tests.Analytics.Ledger.Histories;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>The constant-product position of the vector <c>ledger.example</c>. Its returns are counted without the gas.</summary>
internal sealed class LedgerExample
{
    private static readonly double Liquidity = Math.Sqrt(2000) + 20;

    public LedgerExample(bool withGas)
    {
        Account = new ProfitAccount<double>("ETH", "USDC");
        Account.Apply(Entry(LedgerEntryKind.Deposit, 0, Math.Sqrt(2000), ("ETH", 1), ("USDC", 2000)), At(2000));
        PayGas(0, 2000, Math.Sqrt(2000));
        Account.Apply(Entry(LedgerEntryKind.Deposit, 90, 20, ("ETH", 0.4), ("USDC", 1000)), Pool(2500, Math.Sqrt(2000)));
        PayGas(90, 2500, Liquidity);
        Account.Apply(Entry(LedgerEntryKind.FeeAccrued, 180, ("USDC", 60)), Pool(1800, Liquidity));
        Account.Apply(Entry(LedgerEntryKind.Withdrawal, 180, 0.4 * Liquidity, Share(1800, 0.4 * Liquidity)), Pool(1800, Liquidity));
        Account.Apply(Entry(LedgerEntryKind.FeeCollected, 180, ("USDC", 60)), Pool(1800, 0.6 * Liquidity));
        PayGas(180, 1800, 0.6 * Liquidity);
        Account.Apply(Entry(LedgerEntryKind.FeeAccrued, 365, ("USDC", 45)), Pool(2400, 0.6 * Liquidity));
        PayGas(365, 2400, 0.6 * Liquidity);
        Attribution = Explain();

        void PayGas(double days, double price, double liquidity)
        {
            if (withGas)
            {
                Account.Apply(Entry(LedgerEntryKind.Gas, days, ("USDC", 5)), Pool(price, liquidity));
            }
        }
    }

    public ProfitAccount<double> Account { get; }

    public Attribution<double> Attribution { get; }

    public Attribution<double> Explain() => Account.At(Start.AddDays(365), Pool(2400, 0.6 * Liquidity));

    private static Valuation<double> Pool(double price, double liquidity) => At(price, Share(price, liquidity));

    private static (string Token, double Amount)[] Share(double price, double liquidity) => [("ETH", liquidity / Math.Sqrt(price)), ("USDC", liquidity * Math.Sqrt(price))];
}
