using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>Short ways to write entries of ETH and USDC, both with 18 decimals, and their valuations in USDC.</summary>
internal static class Histories
{
    public const double Unit = 1e18;

    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LedgerEntry Entry(LedgerEntryKind kind, double days, double liquidity, params (string Token, double Amount)[] amounts) =>
        new(kind, Start.AddDays(days), Amounts(amounts), $"{kind} of day {days:R}") { Liquidity = Units(liquidity) };

    public static LedgerEntry Entry(LedgerEntryKind kind, double days, params (string Token, double Amount)[] amounts) => Entry(kind, days, 0, amounts);

    public static Valuation<double> At(double price, params (string Token, double Amount)[] inPosition) => new(Amounts(inPosition), Prices(price), 0);

    public static Dictionary<string, double> Prices(double price) => new() { ["ETH"] = price / Unit, ["USDC"] = 1 / Unit };

    private static TokenAmount[] Amounts((string Token, double Amount)[] amounts) => Array.ConvertAll(amounts, static amount => new TokenAmount(amount.Token, Units(amount.Amount)));

    private static UInt256 Units(double amount) => UInt256.FromBigInteger(new BigInteger(amount * Unit));
}
