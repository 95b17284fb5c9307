using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Prices;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>Replays the pool and explains the positions that were asked for.</summary>
internal static class ExplainRun
{
    public static Explanation Of(ExplainRequest request, CancellationToken cancellationToken)
    {
        PriceSeries? dollars = request.Prices is { } file ? PriceSeries.Read(file.FullName) : null;
        Money money = new(request.Numeraire, request.Tokens, dollars, request.ArePricesOfToken0);
        PoolTape tape = PoolTape.Open(request.Tape.Input, request.Tape.Format);
        PoolRecord record;
        try
        {
            record = tape.Header.Protocol == AmmProtocol.UniswapV2 ? PairRecord.Of(request, money, tape, cancellationToken) : RangeRecord.Of(request, money, tape, cancellationToken);
        }
        catch (ReplayInputException e)
        {
            throw new ReplayInputException($"{tape.Path}: {e.Message}", e);
        }
        if (!record.Path.HasTimes && (request.From != long.MinValue || request.To != long.MaxValue || request.Numeraire == Numeraire.Usd))
        {
            throw new CommandInputException($"{tape.Path}: {Money.WithoutTimes}");
        }
        if (record.Histories.Count == 0 && !request.All)
        {
            throw new CommandInputException(
                request.IsHypothetical ? $"{tape.Path}: nothing trades in the period, so the position has no price to open at; choose another period."
                : $"{tape.Path}: there is no such position; --all lists those that the tape has.");
        }
        return Explain(request, money, record);
    }

    private static Explanation Explain(ExplainRequest request, Money money, PoolRecord record)
    {
        PositionHistory[] unexplained = [.. record.Histories.Where(static history => history.Gap is not null || history.Moves.Count == 0)];
        if (!request.All && unexplained is [PositionHistory only])
        {
            throw new CommandInputException($"{only.Name} cannot be explained: {only.Gap ?? "nothing happened to it in the period."} Give a tape or a state that has its beginning, or a period with --from.");
        }
        ExplainedPosition[] explained =
        [
            .. record.Histories.Except(unexplained).Select(history => PositionStatement.Of(history, money.At))
                .Select(statement => new ExplainedPosition(statement, PositionBreakEven.Of(statement, money.IsToken0Steady)))
                .OrderByDescending(static position => position.Attribution.Net.Total),
        ];
        return new Explanation
        {
            Tokens = request.Tokens,
            Money = money,
            Positions = explained,
            Unexplained = unexplained,
            Path = record.Path.Samples,
            Impact = request.IsHypothetical ? request.Impact : null,
            Mismatches = record.Mismatches,
            IsMidLife = record.IsMidLife,
            HasTimes = record.Path.HasTimes,
        };
    }
}
