using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Simulation.Positions;

/// <summary>A position's history as a ledger, and why it gained or lost in one numeraire.</summary>
public sealed record PositionStatement
{
    private const string Token0 = "token0";
    private const string Token1 = "token1";

    /// <summary>What happened.</summary>
    public required PositionHistory History { get; init; }

    /// <summary>The same as entries of a ledger. Withdrawn tokens count as received when the liquidity is taken out, fees when they are collected: of a V2 pair with the tokens.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    /// <summary>The parts of the profit, in the numeraire.</summary>
    public required Attribution<double> Attribution { get; init; }

    /// <summary>What the withdrawn tokens had cost, taken from the oldest deposits first.</summary>
    public required CostBasis CostFirstInFirstOut { get; init; }

    /// <summary>What the withdrawn tokens had cost, taken from all deposits alike.</summary>
    public required CostBasis CostOnAverage { get; init; }

    /// <summary>Money in and out, in the numeraire.</summary>
    public required IReadOnlyList<CapitalFlow> Flows { get; init; }

    /// <summary>The prices at the end.</summary>
    public required TokenPrices EndPrices { get; init; }

    /// <summary>Tokens that holding what was put in would leave at the end, base units; deposits less the part of them that each withdrawal took.</summary>
    public required (double Amount0, double Amount1) Held { get; init; }

    /// <summary>What the principal is worth at the end, without fees, in the numeraire.</summary>
    public double Value => Attribution.EndValue - Attribution[ProfitPart.Fees].Unrealised;

    /// <summary>What <see cref="Held"/> is worth at the end, in the numeraire.</summary>
    public double HoldValue => EndPrices.Value(Held.Amount0, Held.Amount1);

    /// <summary>What the position was worth beside holding, at each of the history's samples.</summary>
    /// <param name="pricesAt">The prices that the statement was made with.</param>
    public IReadOnlyList<PositionMoment> Course(Func<long, double, TokenPrices> pricesAt)
    {
        ArgumentNullException.ThrowIfNull(pricesAt);
        return [.. new StatementCourse(History, pricesAt).Moments()];
    }

    /// <summary>Makes the statement.</summary>
    /// <param name="history">The history, with at least one move, and with loss-versus-rebalancing in the same numeraire.</param>
    /// <param name="pricesAt">The prices of both tokens at a time (seconds since 1970-01-01 UTC), where token 1's base units for one of token 0 are known: the
    /// same that the history was recorded with.</param>
    /// <param name="gas">How gas is paid for; null leaves it out.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="ArgumentException">Nothing happened, or the history has a gap.</exception>
    public static PositionStatement Of(PositionHistory history, Func<long, double, TokenPrices> pricesAt, GasPayment? gas = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(pricesAt);
        if (history.Moves.Count == 0 || history.Gap is not null)
        {
            throw new ArgumentException(history.Gap ?? $"Nothing happened to {history.Name}.", nameof(history));
        }
        ProfitAccount<double> account = new(Token0, Token1);
        List<LedgerEntry> entries = [];
        (double Amount0, double Amount1) held = (0, 0);
        double curveLiquidity = 0;
        (UInt256 uncollected0, UInt256 uncollected1) = (UInt256.Zero, UInt256.Zero);
        CostLots<double> lots = new(CostMethod.FirstInFirstOut);
        CostLots<double> averageLots = new(CostMethod.Average);
        List<WithdrawnToken<double>> withdrawn = [];
        List<WithdrawnToken<double>> averageWithdrawn = [];
        TransactionGas transactions = new(history);
        for (int i = 0; i < history.Moves.Count; i++)
        {
            PositionMove move = history.Moves[i];
            TokenPrices prices = pricesAt(move.TimestampSeconds, PoolPrice.Of(move.SqrtPriceX96));
            double lvr = move.LossVersusRebalancing;
            (UInt256 before0, UInt256 before1) = (uncollected0, uncollected1);
            (uncollected0, uncollected1) = (Max(uncollected0 + move.Accrued0, move.Fees0), Max(uncollected1 + move.Accrued1, move.Fees1));
            (UInt256 Amount0, UInt256 Amount1) inPool = (move.Before0, move.Before1);
            foreach (LedgerEntry entry in EntriesOf(move, uncollected0 - before0, uncollected1 - before1))
            {
                Valuation<double> valuation = Valuation(inPool, prices, lvr);
                account.Apply(entry, valuation);
                withdrawn.AddRange(lots.Apply(entry, valuation.Prices));
                averageWithdrawn.AddRange(averageLots.Apply(entry, valuation.Prices));
                entries.Add(entry);
                lvr = 0;
                inPool = entry.Kind is LedgerEntryKind.Withdrawal or LedgerEntryKind.TransferOut ? After(move) : inPool;
            }
            (uncollected0, uncollected1) = (uncollected0 - move.Fees0, uncollected1 - move.Fees1);
            held = move.Hold(held, curveLiquidity);
            curveLiquidity = move.CurveLiquidity;
            int gasUsed = transactions.Next(i);
            if (gas is not null && gasUsed > 0)
            {
                UInt256 paid = UInt256.FromBigInteger(new BigInteger(Math.Round(gas.WeiPerGasAt(move.TimestampSeconds) * gasUsed)));
                LedgerEntry payment = new(LedgerEntryKind.Gas, DateTimeOffset.FromUnixTimeSeconds(move.TimestampSeconds), [new(gas.IsToken0 ? Token0 : Token1, paid)], Source(move));
                account.Apply(payment, Valuation(AfterMove(move), prices, 0));
                entries.Add(payment);
            }
        }
        TokenPrices endPrices = pricesAt(history.EndSeconds, PoolPrice.Of(history.SqrtPriceX96));
        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(history.EndSeconds);
        (UInt256, UInt256) principal = (history.Principal0, history.Principal1);
        (UInt256 last0, UInt256 last1) = (Max(history.UncollectedFees0, uncollected0) - uncollected0, Max(history.UncollectedFees1, uncollected1) - uncollected1);
        if (last0 + last1 != UInt256.Zero)
        {
            LedgerEntry accrued = new(LedgerEntryKind.FeeAccrued, end, [new(Token0, last0), new(Token1, last1)], "fees up to the end");
            account.Apply(accrued, Valuation(principal, endPrices, 0));
            entries.Add(accrued);
        }
        return new PositionStatement
        {
            History = history,
            Entries = entries,
            Attribution = account.At(end, Valuation(principal, endPrices, history.LossVersusRebalancing)),
            CostFirstInFirstOut = new CostBasis(withdrawn, lots.OpenCost),
            CostOnAverage = new CostBasis(averageWithdrawn, averageLots.OpenCost),
            Flows = account.Flows,
            EndPrices = endPrices,
            Held = held,
        };
    }

    // Fees belong to the position before liquidity leaves it.
    private static IEnumerable<LedgerEntry> EntriesOf(PositionMove move, UInt256 accrued0, UInt256 accrued1)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(move.TimestampSeconds);
        LedgerEntry Entry(LedgerEntryKind kind, in UInt256 amount0, in UInt256 amount1, UInt128 liquidity) =>
            new(kind, time, [new(Token0, amount0), new(Token1, amount1)], Source(move))
            {
                Liquidity = liquidity,
                ChainPosition = move.Position,
            };
        if (accrued0 + accrued1 != UInt256.Zero)
        {
            yield return Entry(LedgerEntryKind.FeeAccrued, accrued0, accrued1, UInt128.Zero);
        }
        LedgerEntryKind? kind = move.Kind switch
        {
            PositionMoveKind.Opening or PositionMoveKind.TransferIn => LedgerEntryKind.TransferIn,
            PositionMoveKind.Deposit => LedgerEntryKind.Deposit,
            PositionMoveKind.Withdrawal => LedgerEntryKind.Withdrawal,
            PositionMoveKind.TransferOut => LedgerEntryKind.TransferOut,
            _ => null,
        };
        if (kind is { } principal)
        {
            yield return Entry(principal, move.Amount0, move.Amount1, move.Liquidity);
        }
        if (kind is null || move.Fees0 + move.Fees1 != UInt256.Zero)
        {
            yield return Entry(LedgerEntryKind.FeeCollected, move.Fees0, move.Fees1, UInt128.Zero);
        }
    }

    private static string Source(PositionMove move) => move.TransactionHash.IsZero ? move.Position.ToString() : $"transaction 0x{move.TransactionHash:x64}";

    private static (UInt256, UInt256) AfterMove(PositionMove move) => move.Kind switch
    {
        PositionMoveKind.Deposit or PositionMoveKind.Opening or PositionMoveKind.TransferIn => (move.Before0 + move.Amount0, move.Before1 + move.Amount1),
        PositionMoveKind.Collection => (move.Before0, move.Before1),
        _ => After(move),
    };

    // What a withdrawal leaves in the pool, the fees that it pays out taken off; nothing where no liquidity is left.
    private static (UInt256, UInt256) After(PositionMove move) => move.CurveLiquidity == 0
        ? default
        : (Less(move.Before0, move.Amount0 + move.Fees0), Less(move.Before1, move.Amount1 + move.Fees1));

    private static Valuation<double> Valuation((UInt256 Amount0, UInt256 Amount1) inPosition, TokenPrices prices, double lvr) => new(
        [new(Token0, inPosition.Amount0), new(Token1, inPosition.Amount1)],
        new Dictionary<string, double>(StringComparer.Ordinal) { [Token0] = prices.Token0, [Token1] = prices.Token1 },
        lvr);

    private static UInt256 Less(in UInt256 amount, in UInt256 taken) => amount > taken ? amount - taken : default;

    private static UInt256 Max(in UInt256 left, in UInt256 right) => UInt256.Max(left, right);
}
