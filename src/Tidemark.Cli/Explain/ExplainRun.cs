using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Minutes;
using Tidemark.Data.Importers.Prices;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>Replays the pool and explains the positions that were asked for.</summary>
internal static class ExplainRun
{
    public static Explanation Of(ExplainRequest request, CancellationToken cancellationToken)
    {
        if (request.Prices is { } prices && MinuteBars.AreIn(prices.FullName))
        {
            throw new CommandInputException($"{prices.FullName}: these are minute bars, whose prices are one token in the other and no dollars; give --prices a file of prices in dollars.");
        }
        PriceSeries? dollars = request.Prices is { } file ? PriceSeries.Read(file.FullName) : null;
        GasPayment? gas = request.GasPrices is { } gasPrices ? GasCosts.Read(gasPrices, request.Tokens) : null;
        Money money = new(request.Numeraire, request.Tokens, dollars, request.ArePricesOfToken0);
        PoolRecord record = request.Tape.Format == TapeFormat.Unknown && MinuteBars.AreIn(request.Tape.Input)
            ? BarRecord.Of(request, money) : Replay(request, money, cancellationToken);
        if (!record.HasTimes && (request.From != long.MinValue || request.To != long.MaxValue || request.Numeraire == Numeraire.Usd || request.GasPrices is not null))
        {
            throw new CommandInputException($"{request.Tape.Input}: {Money.WithoutTimes}");
        }
        if (record.Histories.Count == 0 && !request.All)
        {
            throw new CommandInputException(
                request.IsHypothetical ? $"{request.Tape.Input}: nothing trades in the period, so the position has no price to open at; choose another period."
                : $"{request.Tape.Input}: there is no such position; --all lists those that the tape has.");
        }
        bool areMany = request.All || (request.IsWallet && record.Histories.Any(static history => history.TickLower is not null));
        return Explain(request, money, gas, record, areMany);
    }

    private static PoolRecord Replay(ExplainRequest request, Money money, CancellationToken cancellationToken)
    {
        PoolTape tape = PoolTape.Open(request.Tape.Input, request.Tape.Format);
        try
        {
            return tape.Header.Protocol == AmmProtocol.UniswapV2 ? PairRecord.Of(request, money, tape, cancellationToken) : RangeRecord.Of(request, money, tape, cancellationToken);
        }
        catch (ReplayInputException e)
        {
            throw new ReplayInputException($"{tape.Path}: {e.Message}", e);
        }
    }

    private static Explanation Explain(ExplainRequest request, Money money, GasPayment? gas, PoolRecord record, bool areMany)
    {
        PositionHistory[] unexplained = [.. record.Histories.Where(static history => history.Gap is not null || history.Moves.Count == 0)];
        if (!areMany && unexplained is [PositionHistory only])
        {
            throw new CommandInputException($"{only.Name} cannot be explained: {(only.Gap is { } gap ? $"{gap} {GapRemedy(only)}" : NothingHappened(request, only))}");
        }
        ExplainedPosition[] explained =
        [
            .. record.Histories.Except(unexplained).Select(history => PositionStatement.Of(history, money.At, gas))
                .Select(statement => new ExplainedPosition(statement, PositionBreakEven.Of(statement, money.IsToken0Steady)))
                .OrderByDescending(static position => position.Attribution.Net.Total),
        ];
        return new Explanation
        {
            Tokens = request.Tokens,
            Money = money,
            Positions = explained,
            Unexplained = unexplained,
            AreMany = areMany,
            HasGas = gas is not null,
            Impact = request.IsHypothetical ? request.Impact : null,
            Approximation = record.Approximation,
            Mismatches = record.Mismatches,
            IsMidLife = record.IsMidLife,
            HasTimes = record.HasTimes,
            HasStateWithoutTokens = record.HasStateWithoutTokens,
        };
    }

    // No period helps: what was there before stays unknown.
    private static string GapRemedy(PositionHistory history) =>
        history.TickLower is null ? "Give a tape that is whole from the pair's beginning."
        : history.TokenId is null ? "Give a tape that has its beginning, or the pool's state before the tape with --state."
        : "Give a tape that has its beginning.";

    private static string NothingHappened(ExplainRequest request, PositionHistory history) =>
        request.From == long.MinValue ? "nothing happened to it in the period; give a later --to."
        : history.Liquidity == UInt128.Zero ? "it was closed before --from; give an earlier --from."
        : "the tape ends before --from; give an earlier --from.";
}
