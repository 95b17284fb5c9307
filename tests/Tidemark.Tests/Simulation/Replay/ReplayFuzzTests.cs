using System.Diagnostics;
using System.Text;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers;
using Tidemark.Data.States;
using Tidemark.Simulation.Replay;
using Tidemark.Tests.Data.Importers;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Whatever stands in a tape or a state, a replay ends with a report or with one of the two refusals, and soon.</summary>
public sealed class ReplayFuzzTests
{
    private const int Rounds = 60;

    // Far above what a small tape needs, and far below a search without an end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("csv", 3000, 60)]
    [InlineData("csv-v2", 3000, null)]
    [InlineData("demeter-raw", 3000, 60)]
    [InlineData("demeter-raw-joined", 500, 10)]
    [InlineData("demeter-tick", 500, 10)]
    [InlineData("demeter-tick", null, null)]
    [InlineData("demeter-pool-tick", 3000, 60)]
    [InlineData("bella", null, null)]
    [InlineData("logs", 3000, 1)]
    [InlineData("logs-lines", 3000, 1)]
    [InlineData("sample", null, null)]
    public void Run_MutatedTape_ReportsOrRefuses(string dialect, int? feePips, int? tickSpacing)
    {
        using TestTapes tapes = new();
        byte[] original = dialect == "sample" ? Sample(0, 120) : TapeFuzzTests.Original(dialect, tapes);
        Fuzz(original, seed: 7, mutated => Replay(tapes.Write("t", mutated), new ReplayOptions { FeePips = feePips, TickSpacing = tickSpacing }));
    }

    [Fact]
    public void Run_MutatedState_ReportsOrRefuses()
    {
        using TestTapes tapes = new();
        string beginning = tapes.Write("beginning.csv", Sample(0, 400));
        string rest = tapes.Write("rest.csv", Sample(400, 150));
        string state = tapes.PathOf("state.json");
        PoolStateJson.Write(state, UniswapV3Replay.Run(PoolTape.Open(beginning).OpenReader, new ReplayOptions(), null, TestContext.Current.CancellationToken).Final);
        Fuzz(File.ReadAllBytes(state), seed: 8, mutated =>
        {
            UniswapV3PoolState read = PoolStateJson.Read(tapes.Write("state.json", mutated));
            return Replay(rest, new ReplayOptions { State = read });
        });
    }

    [Fact]
    public void Run_SwapsAcrossTheWholeRange_EndSoon()
    {
        using TestTapes tapes = new();
        StringBuilder tape = new("block_number,transaction_index,log_index,event,tick_lower,tick_upper,liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick,fee_pips,tick_spacing\n");
        for (int i = 0; i < 600; i++)
        {
            int tick = i % 2 == 0 ? 800_000 - i : -800_000 + i;
            string amounts = i % 2 == 0 ? "-7,5" : "5,-7";
            tape.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1},0,0,swap,,,,{amounts},{TickMath.GetSqrtPriceAtTick(tick)},{1000 + (i % 3)},{tick},3000,1\n");
        }
        Within(Patience, () => Replay(tapes.Write("t", tape.ToString()), new ReplayOptions()));
    }

    [Fact]
    public void Run_GapsInAPoolOfThousandsOfTicks_EndSoon()
    {
        using TestTapes tapes = new();
        StringBuilder tape = new("block_number,transaction_index,log_index,event,tick_lower,tick_upper,liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick,fee_pips,tick_spacing\n");
        for (int i = 0; i < 4_000; i++)
        {
            tape.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{i + 1},0,0,swap,,,,-7000000{i},50000000{i * 7},{TickMath.GetSqrtPriceAtTick(i * 13)},{100_000_000_000_000_000L + ((long)i * i)},{i * 13},3000,1\n");
        }
        Within(Patience, () => Replay(tapes.Write("t", tape.ToString()), new ReplayOptions()));
    }

    private static void Fuzz(byte[] original, int seed, Func<byte[], bool> replay)
    {
        Random random = new(seed);
        Assert.True(replay(original), "The tape must replay before it is mutated.");
        int reported = 0;
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] mutated = original;
            for (int mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                mutated = random.Next(3) == 0 ? TapeFuzzTests.Mutate(mutated, random) : ChangeDigits(mutated, random);
            }
            string outcome = "";
            Within(Patience, () =>
            {
                try
                {
                    _ = replay(mutated);
                    outcome = "reported";
                }
                catch (Exception exception) when (exception is TapeFormatException or ReplayInputException)
                {
                    Assert.DoesNotContain('\n', exception.Message);
                    outcome = "refused";
                }
            });
            reported += outcome == "reported" ? 1 : 0;
            refused += outcome == "refused" ? 1 : 0;
        }
        Assert.Equal(Rounds, reported + refused);
        // A fuzz that only reports or only refuses tries nothing.
        Assert.True(reported > 0 && refused > 0, $"{reported} reported, {refused} refused");
    }

    private static void Within(TimeSpan limit, Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        Assert.True(Stopwatch.GetElapsedTime(started) < limit, $"The replay took {Stopwatch.GetElapsedTime(started)}.");
    }

    // Numbers stay numbers: the reader lets them pass, and the pool must cope with them.
    private static byte[] ChangeDigits(byte[] content, Random random)
    {
        byte[] changed = [.. content];
        int from = random.Next(changed.Length);
        int most = random.Next(1, 12);
        for (int i = from; i < changed.Length && most > 0; i++)
        {
            if (char.IsAsciiDigit((char)changed[i]))
            {
                changed[i] = (byte)('0' + random.Next(10));
                most--;
            }
        }
        return changed;
    }

    private static bool Replay(string path, ReplayOptions options)
    {
        PoolTape tape = PoolTape.Open(path);
        long events = tape.Header.Protocol == AmmProtocol.UniswapV2
            ? UniswapV2Replay.Run(tape.OpenReader, options.FeePips, stopOnMismatch: false, [], null, TestContext.Current.CancellationToken).Counts.Events
            : UniswapV3Replay.Run(tape.OpenReader, options, null, TestContext.Current.CancellationToken).Tally.Events;
        return events > 0;
    }

    private static byte[] Sample(int skip, int count)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "samples", "world-v3.csv"));
        return Encoding.UTF8.GetBytes(string.Join('\n', [lines[0], .. lines.Skip(skip + 1).Take(count)]) + "\n");
    }
}
