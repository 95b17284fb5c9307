using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Cli.Output;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Prices;
using Tidemark.Data.States;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>Replays the pool and explains the positions that were asked for.</summary>
internal static class ExplainRun
{
    public static Explanation Of(ExplainRequest request, CancellationToken cancellationToken)
    {
        PriceSeries? dollars = request.Prices is { } file ? PriceSeries.Read(file.FullName) : null;
        PoolTape tape = PoolTape.Open(request.Tape.Input, request.Tape.Format);
        if (tape.Header.Protocol != AmmProtocol.UniswapV3)
        {
            throw new CommandInputException($"{tape.Path}: this is a tape of a Uniswap V2 pair; explain accounts for positions of V3 pools; give such a tape.");
        }
        PricePath path = new();
        Money money = new(request.Numeraire, request.Tokens, dollars, request.ArePricesOfToken0);
        TokenPrices PricesAt(long seconds, double poolPrice) => request.Numeraire != Numeraire.Usd || path.HasTimes ? money.At(seconds, poolPrice) : throw WithoutTimes(tape);
        PositionRecorder? recorder = request.IsHypothetical ? null : new PositionRecorder(identity => IsMeant(request, identity), request.From, request.To, PricesAt);
        HypotheticalPosition? position = request.IsHypothetical ? Hypothetical(request, PricesAt) : null;
        ReplayOptions options = new()
        {
            FeePips = request.Tape.FeePips,
            TickSpacing = request.Tape.TickSpacing,
            State = request.Tape.State is { } state ? PoolStateJson.Read(state.FullName) : null,
            Observer = new ReplayObservers(path, (IReplayObserver?)recorder ?? position!),
        };
        UniswapV3ReplayReport report;
        try
        {
            report = ProgressBar.Show("Replaying", progress => UniswapV3Replay.Run(() => progress.Track(tape.OpenReader()), options, progress, cancellationToken));
        }
        catch (ReplayInputException e)
        {
            throw new ReplayInputException($"{tape.Path}: {e.Message}", e);
        }
        if (!path.HasTimes && (request.From != long.MinValue || request.To != long.MaxValue || request.Numeraire == Numeraire.Usd))
        {
            throw WithoutTimes(tape);
        }
        return Explain(request, money, path, Histories(request, recorder, position, tape)) with { Mismatches = report.Tally.Mismatched, IsMidLife = report.Start == ReplayStart.Inferred, HasTimes = path.HasTimes };
    }

    private static CommandInputException WithoutTimes(PoolTape tape) =>
        new($"{tape.Path}: the tape has no times, which --from, --to and --numeraire usd need; give one that has, or leave them out.");

    private static Explanation Explain(ExplainRequest request, Money money, PricePath path, PositionHistory[] histories)
    {
        PositionHistory[] unexplained = [.. histories.Where(static history => history.Gap is not null || history.Moves.Count == 0)];
        if (!request.All && unexplained is [PositionHistory only])
        {
            throw new CommandInputException($"{only.Name} cannot be explained: {only.Gap ?? "nothing happened to it in the period."} Give a tape or a state that has its beginning, or a period with --from.");
        }
        ExplainedPosition[] explained =
        [
            .. histories.Except(unexplained).Select(history => PositionStatement.Of(history, money.At))
                .Select(statement => new ExplainedPosition(statement, PositionBreakEven.Of(statement, money.IsToken0Steady)))
                .OrderByDescending(static position => position.Attribution.Net.Total),
        ];
        return new Explanation
        {
            Tokens = request.Tokens,
            Money = money,
            Positions = explained,
            Unexplained = unexplained,
            Path = path.Samples,
            Impact = request.IsHypothetical ? request.Impact : null,
        };
    }

    private static PositionHistory[] Histories(ExplainRequest request, PositionRecorder? recorder, HypotheticalPosition? position, PoolTape tape)
    {
        PositionHistory[] found = recorder is not null
            ? [.. recorder.Histories.Where(history => request.Owner is not { } owner || history.Name.StartsWith(owner.ToString(), StringComparison.Ordinal))]
            : position!.History is { } history ? [history] : [];
        return found.Length > 0 || request.All ? found : throw new CommandInputException(
            request.IsHypothetical ? $"{tape.Path}: nothing trades in the period, so the position has no price to open at; choose another period."
            : $"{tape.Path}: there is no such position; --all lists those that the tape has.");
    }

    // A mint's owner may be missing from the tape and become known with the burn: the ticks decide first.
    private static bool IsMeant(ExplainRequest request, PositionIdentity identity) =>
        request.All
        || (request.TokenId is { } id && identity.TokenId == id)
        || (request.Owner is not null && identity.TokenId is null && identity.TickLower == request.TickLower && identity.TickUpper == request.TickUpper);

    private static HypotheticalPosition Hypothetical(ExplainRequest request, Func<long, double, TokenPrices> pricesAt)
    {
        (int lower, int upper) = request.Range is { } range ? request.Tokens.Ticks(range.From, range.To) : (TickMath.MinTick, TickMath.MaxTick);
        return new HypotheticalPosition(
            lower, upper, BaseUnits(request.Amount0, request.Tokens.Decimals0), BaseUnits(request.Amount1, request.Tokens.Decimals1), request.Impact, request.From, request.To, pricesAt);
    }

    private static UInt256 BaseUnits(decimal amount, int decimals)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        BigInteger digits = unchecked(((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0]);
        int places = (bits[3] >> 16) & 0xff;
        return UInt256.FromBigInteger(digits * BigInteger.Pow(10, decimals) / BigInteger.Pow(10, places));
    }
}
