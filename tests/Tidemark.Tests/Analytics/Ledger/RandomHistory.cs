using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Tests.Analytics.Ledger;

/// <summary>A position's ledger in which anything may happen that can, at random but seeded prices. Nothing in it follows a pool's formula.</summary>
internal sealed class RandomHistory
{
    public const string Token0 = "ETH";
    public const string Token1 = "USDC";

    /// <summary>Every amount and liquidity is a multiple of this, so that histories can be cut into so many parts.</summary>
    public const int Parts = 6;

    private static readonly string[] Tokens = [Token0, Token1, "CRV", "DAI"];
    private static readonly LedgerEntryKind[] Kinds = Enum.GetValues<LedgerEntryKind>();
    private static readonly DateTimeOffset Day = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly List<(LedgerEntry Entry, Valuation<Rational> Valuation)> _steps = [];
    private readonly Dictionary<(string Purse, string Token), int> _purses = [];
    private int _liquidity;
    private int _hours;

    public RandomHistory(int seed, int entries = 40)
    {
        _random = new Random(seed);
        Add(LedgerEntryKind.Deposit);
        while (_steps.Count < entries)
        {
            Add(Kinds[_random.Next(Kinds.Length)]);
        }
        End = Value();
        EndTime = Day.AddHours(++_hours);
    }

    public IReadOnlyList<(LedgerEntry Entry, Valuation<Rational> Valuation)> Steps => _steps;

    public Valuation<Rational> End { get; }

    public DateTimeOffset EndTime { get; }

    /// <summary>The liquidity that is left at the end.</summary>
    public UInt256 Liquidity => (UInt256)(ulong)(_liquidity * Parts);

    public Attribution<Rational> Explain() => Explain(_steps, End, EndTime);

    /// <summary>Explains so many of the <see cref="Parts"/> of it.</summary>
    public Attribution<Rational> ExplainPart(int parts) =>
        Explain(_steps.Select(step => (Part(step.Entry, parts), Part(step.Valuation, parts))), Part(End, parts), EndTime);

    public static Attribution<Rational> Explain(IEnumerable<(LedgerEntry Entry, Valuation<Rational> Valuation)> steps, Valuation<Rational> end, DateTimeOffset endTime)
    {
        ProfitAccount<Rational> account = new(Token0, Token1);
        foreach ((LedgerEntry entry, Valuation<Rational> valuation) in steps)
        {
            account.Apply(entry, valuation);
        }
        return account.At(endTime, end);
    }

    private static LedgerEntry Part(LedgerEntry entry, int parts) => entry with { Amounts = Part(entry.Amounts, parts), Liquidity = Part(entry.Liquidity, parts) };

    private static Valuation<Rational> Part(Valuation<Rational> valuation, int parts) =>
        valuation with { InPosition = Part(valuation.InPosition, parts), Lvr = valuation.Lvr * new Rational(parts, Parts) };

    private static TokenAmount[] Part(IEnumerable<TokenAmount> amounts, int parts) =>
        [.. amounts.Select(amount => amount with { BaseUnits = Part(amount.BaseUnits, parts) })];

    private static UInt256 Part(UInt256 whole, int parts) => UInt256.FromBigInteger(whole.ToBigInteger() / Parts * parts);

    private void Add(LedgerEntryKind kind)
    {
        UInt256 liquidity = default;
        TokenAmount[] amounts = [.. Tokens.Where(token => token == Token1 || _random.Next(2) == 0).Select(token => Amount(token, _random.Next(4) == 0 ? 0 : _random.Next(1_000_000)))];
        Valuation<Rational> valuation = Value();
        switch (kind)
        {
            case LedgerEntryKind.Deposit or LedgerEntryKind.TransferIn:
                liquidity = Change(1 + _random.Next(1000));
                break;
            case LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut when _liquidity > 0:
                liquidity = Change(_random.Next(3) == 0 ? -_liquidity : -1 - _random.Next(_liquidity));
                break;
            case LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut:
                return;
            case LedgerEntryKind.FeeAccrued:
                Put("fees", amounts);
                break;
            case LedgerEntryKind.FeeCollected:
                amounts = Take("fees");
                break;
            case LedgerEntryKind.Borrow or LedgerEntryKind.Interest:
                Put("debt", amounts);
                break;
            case LedgerEntryKind.Repay:
                amounts = Take("debt");
                break;
            case LedgerEntryKind.MarginPosted or LedgerEntryKind.MarginGain or LedgerEntryKind.FundingReceived:
                Put("margin", amounts);
                break;
            case LedgerEntryKind.MarginReturned or LedgerEntryKind.MarginLoss or LedgerEntryKind.FundingPaid:
                amounts = Take("margin");
                break;
            default:
                break;
        }
        _hours += _random.Next(3);
        uint step = (uint)_steps.Count;
        _steps.Add((new LedgerEntry(kind, Day.AddHours(_hours), amounts, $"history line {step + 1}")
        {
            Liquidity = liquidity,
            ChainPosition = _random.Next(4) == 0 ? null : new EventPosition(1000 + (step / 5), step / 2, step),
        }, valuation));
    }

    private UInt256 Change(int by)
    {
        _liquidity += by;
        return (UInt256)(ulong)(Math.Abs(by) * Parts);
    }

    private void Put(string purse, TokenAmount[] amounts)
    {
        foreach (TokenAmount amount in amounts)
        {
            _purses[(purse, amount.Token)] = _purses.GetValueOrDefault((purse, amount.Token)) + (int)((ulong)amount.BaseUnits / Parts);
        }
    }

    private TokenAmount[] Take(string purse)
    {
        List<TokenAmount> taken = [];
        foreach (string token in Tokens)
        {
            int there = _purses.GetValueOrDefault((purse, token));
            int part = _random.Next(3) switch { 0 => 0, 1 => there, _ => _random.Next(there + 1) };
            _purses[(purse, token)] = there - part;
            taken.Add(Amount(token, part));
        }
        return [.. taken];
    }

    private Valuation<Rational> Value() => new(
        _liquidity > 0 ? [.. Tokens.Select(token => Amount(token, _random.Next(1_000_000)))] : [],
        Tokens.ToDictionary(static token => token, _ => new Rational(1 + _random.Next(10_000), 1 + _random.Next(100))),
        new Rational(_random.Next(1000), 7));

    private static TokenAmount Amount(string token, int parts) => new(token, (UInt256)((ulong)parts * Parts));
}
