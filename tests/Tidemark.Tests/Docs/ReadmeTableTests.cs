using System.Globalization;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Docs;

/// <summary>The README's table of recorded pools is what a replay of them gives.</summary>
public sealed class ReadmeTableTests
{
    private static readonly Dictionary<string, string> Tapes = new()
    {
        ["ENS/WETH 0.3 %, from its first block|Bella SQLite"] = "ens-weth-lifetime/bella-event-db.sqlite",
        ["USDC/WETH 0.05 %, one day|demeter-fetch `tick`"] = "usdc-weth-005-2024-01-05/ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.tick.csv",
        ["USDC/WETH 0.3 %, one day|demeter-fetch `raw`"] = "usdc-weth-03-2024-01-05/ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv",
        ["USDC/WETH 0.05 % on Polygon, one day|demeter-fetch `tick`"] = "polygon-usdc-weth-2021-12-22/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv",
    };

    [Fact]
    public void Table_OfRecordedPools_IsWhatReplaysGive()
    {
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "README.md"))
                .SkipWhile(static line => !line.StartsWith("| pool | tape |", StringComparison.Ordinal)).Skip(2)
                .TakeWhile(static line => line.StartsWith('|'))
                .Select(static line => line.Split('|')[1..^1].Select(static cell => cell.Trim()).ToArray()),
        ];
        Assert.Equal(Tapes.Keys, rows.Select(static row => $"{row[0]}|{row[1]}"));
        foreach (string[] row in rows)
        {
            UniswapV3ReplayReport report = UniswapV3Replay.Run(
                PoolTape.Open(SharedData.Path("uniswap-v3", Tapes[$"{row[0]}|{row[1]}"])).OpenReader, new ReplayOptions(), null, TestContext.Current.CancellationToken);
            ReplayTally tally = report.Tally;
            long swaps = tally.Of(PoolEventKind.Swap);
            string[] replayed =
            [
                tally.Events.ToString("N0", CultureInfo.InvariantCulture),
                swaps.ToString("N0", CultureInfo.InvariantCulture),
                tally.ExactSwaps.ToString("N0", CultureInfo.InvariantCulture),
                Reason(swaps - tally.ExactSwaps, tally.UnresolvedSwaps, tally.FittedSwaps, report.TickMap?.Open ?? []),
            ];
            Assert.Equal(row[2..], replayed);
            Assert.Empty(tally.Mismatches);
        }
    }

    private static string Reason(long notExact, long unresolved, long fitted, IReadOnlyList<OpenStretch> open)
    {
        List<string> reasons = [];
        if (notExact > unresolved + fitted)
        {
            reasons.Add(notExact == unresolved + fitted + 1 ? "the first has no price before it" : "unexplained");
        }
        if (unresolved > 0)
        {
            UInt128 parts = open.Min(static stretch => stretch.LiquidityHigh / (stretch.LiquidityHigh - stretch.LiquidityLow));
            reasons.Add(FormattableString.Invariant(
                $"{unresolved} cross {open.Count} segments in which no swap of the day ended, whose liquidity they give to 1 part in {parts / 1_000_000} million"));
        }
        if (fitted > 0)
        {
            reasons.Add(FormattableString.Invariant($"{fitted} fixed such a segment and so confirms nothing"));
        }
        return string.Join("; ", reasons);
    }
}
