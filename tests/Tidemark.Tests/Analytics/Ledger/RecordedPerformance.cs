using System.Globalization;
using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>A closed position as an analyst's file has it, and the same as a ledger: one deposit, and everything else at the closing.</summary>
internal sealed class RecordedPerformance
{
    private const decimal Unit = 1e18m;

    private readonly Dictionary<string, string> _cells;

    private RecordedPerformance(string[] columns, string[] cells)
    {
        _cells = columns.Zip(cells).ToDictionary(static cell => cell.First, static cell => cell.Second, StringComparer.Ordinal);
        InPool = [.. columns.Where(static column => column.StartsWith("sent_", StringComparison.Ordinal)).Select(static column => column[5..])];
        Tokens = [.. InPool.Append("eth").Distinct()];
        (Opened, Closed) = (Time("open_datetime"), Time("close_datetime"));
    }

    /// <summary>The pool's tokens, and that of the gas.</summary>
    public string[] Tokens { get; }

    public string[] InPool { get; }

    public DateTimeOffset Opened { get; }

    public DateTimeOffset Closed { get; }

    public double this[string column] => double.Parse(_cells[column], CultureInfo.InvariantCulture);

    public static IEnumerable<RecordedPerformance> ReadAll()
    {
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("positions"), "*.csv").Order(StringComparer.Ordinal))
        {
            string[] lines = File.ReadAllLines(path);
            foreach (string line in lines.Skip(1).Where(static line => line.Length > 0))
            {
                yield return new RecordedPerformance(lines[0].Split(','), line.Split(','));
            }
        }
    }

    /// <summary>A token's dollars at the file's <c>opentime</c>, <c>closetime</c> or <c>current</c>; a dollar where it has no price of it.</summary>
    public double Price(string token, string moment) => _cells.ContainsKey($"{moment}_{token}_price") ? this[$"{moment}_{token}_price"] : 1;

    /// <summary>The position explained, with what it pays out valued at a moment's prices.</summary>
    public (Attribution<double> Attribution, IReadOnlyList<CapitalFlow> Flows) Account(string closing = "closetime", bool inEther = false, bool isGasPaidFirst = false)
    {
        ProfitAccount<double> account = new(InPool[0], InPool[1]);
        Valuation<double> before = new([], Prices("opentime", inEther), 0);
        TokenAmount[] withdrawn = Amounts("withdrawn");
        Valuation<double> open = new(withdrawn, Prices(closing, inEther), 0);
        Valuation<double> after = open with { InPosition = [] };
        account.Apply(Entry(LedgerEntryKind.Deposit, Opened, Amounts("sent")) with { Liquidity = UInt256.One }, before);
        LedgerEntry gas = Entry(LedgerEntryKind.Gas, isGasPaidFirst ? Opened : Closed, [Amount("gas", "eth")]);
        if (isGasPaidFirst)
        {
            account.Apply(gas, before with { InPosition = Amounts("sent") });
        }
        account.Apply(Entry(LedgerEntryKind.FeeAccrued, Closed, Amounts("fees")), open);
        account.Apply(Entry(LedgerEntryKind.Withdrawal, Closed, withdrawn) with { Liquidity = UInt256.One }, open);
        account.Apply(Entry(LedgerEntryKind.FeeCollected, Closed, Amounts("fees")), after);
        if (!isGasPaidFirst)
        {
            account.Apply(gas, after);
        }
        return (account.At(Closed, after), account.Flows);
    }

    public override string ToString() => $"position {_cells["nft_id"]}";

    private static LedgerEntry Entry(LedgerEntryKind kind, DateTimeOffset time, TokenAmount[] amounts) => new(kind, time, amounts, "the file");

    private TokenAmount[] Amounts(string column) => Array.ConvertAll(InPool, token => Amount(column, token));

    private TokenAmount Amount(string column, string token) => new(token, UInt256.FromBigInteger(
        new BigInteger(Math.Abs(decimal.Parse(_cells[$"{column}_{token}"], NumberStyles.Float, CultureInfo.InvariantCulture)) * Unit)));

    private Dictionary<string, double> Prices(string moment, bool inEther) =>
        Tokens.ToDictionary(static token => token, token => Price(token, moment) / (inEther ? Price("eth", moment) : 1) / (double)Unit, StringComparer.Ordinal);

    private DateTimeOffset Time(string column) =>
        DateTimeOffset.ParseExact(_cells[column], "yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
