using System.IO.Compression;
using System.Text;
using Tidemark.Amm.Events;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Data.Importers;

/// <summary>Whatever is in a file, a reader gives events or the one exception.</summary>
public class TapeFuzzTests
{
    private const int Rounds = 100;

    [Theory]
    [InlineData("csv")]
    [InlineData("csv-v2")]
    [InlineData("demeter-raw")]
    [InlineData("demeter-raw-joined")]
    [InlineData("demeter-tick")]
    [InlineData("demeter-pool-tick")]
    [InlineData("bella")]
    [InlineData("logs")]
    [InlineData("logs-lines")]
    [InlineData("gzip")]
    public void Read_MutatedTape_GivesEventsOrTheOneException(string dialect)
    {
        using TestTapes tapes = new();
        byte[] original = Original(dialect, tapes);
        TapeFormat given = dialect.StartsWith("csv", StringComparison.Ordinal) ? TapeFormat.Csv : TapeFormat.Unknown;
        Assert.NotEmpty(TestTapes.ReadAll(tapes.Write("t", original)));
        Random random = new(20260102);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] mutated = original;
            for (int mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                mutated = Mutate(mutated, random);
            }
            string path = tapes.Write("t", mutated);
            try
            {
                List<PoolEvent> events = TestTapes.ReadAll(path, round % 2 == 0 ? given : TapeFormat.Unknown);
                Assert.NotEmpty(events);
                for (int i = 1; i < events.Count; i++)
                {
                    Assert.True(events[i - 1].Position < events[i].Position);
                }
                read++;
            }
            catch (TapeFormatException exception)
            {
                Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', exception.Message);
                Assert.True(exception.Message.Length < path.Length + 700, exception.Message);
                refused++;
            }
        }

        // A fuzz that only reads or only refuses tries nothing. Almost any change of an archive breaks its checksum.
        Assert.True(refused > Rounds / 20, $"{read} read, {refused} refused");
        Assert.True(read > Rounds / 50 || dialect == "gzip", $"{read} read, {refused} refused");
    }

    internal static byte[] Original(string dialect, TestTapes tapes)
    {
        string day03 = SharedData.Path("uniswap-v3", "usdc-weth-03-2024-01-05");
        string polygon = SharedData.Path("uniswap-v3", "polygon-usdc-weth-2021-12-22");
        string csv = Convert(tapes, Path.Combine(day03, "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv"), 40);
        return dialect switch
        {
            "csv" => File.ReadAllBytes(csv),
            "csv-v2" => File.ReadAllBytes(Convert(tapes, PoolLogTests.Golden("uniswap-v2.logs.json"), 40)),
            "demeter-raw" => Lines(Path.Combine(day03, "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.raw.csv")),
            "demeter-raw-joined" => Lines(Path.Combine(polygon, "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.raw.csv")),
            "demeter-tick" => Lines(Path.Combine(polygon, "polygon-0x45dda9cb7c25131df268515131f647d726f50608-2021-12-22.tick.csv")),
            "demeter-pool-tick" => Lines(Path.Combine(day03, "ethereum-0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8-2024-01-05.pool.tick.csv")),
            "bella" => File.ReadAllBytes(SharedData.Path("uniswap-v3", "ens-weth-lifetime", "bella-event-db.sqlite")),
            "logs" => File.ReadAllBytes(PoolLogTests.Golden("uniswap-v3.logs.json")),
            "logs-lines" => Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(PoolLogTests.Golden("uniswap-v3.logs.json")).Where(line => line.Contains('{', StringComparison.Ordinal)).Select(line => line.TrimEnd(',')))),
            _ => Gzip(File.ReadAllBytes(csv)),
        };
    }

    private static byte[] Lines(string path) => Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(path).Take(40)) + "\n");

    private static string Convert(TestTapes tapes, string path, int count)
    {
        PoolTape tape = PoolTape.Open(path);
        string converted = tapes.PathOf("converted.csv");
        using EventsCsvWriter writer = new(File.Create(converted), tape.Header with { FeePips = 3000 });
        foreach (PoolEvent poolEvent in TestTapes.ReadAll(tape).Take(count))
        {
            writer.Write(poolEvent);
        }
        return converted;
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream archive = new();
        using (GZipStream gzip = new(archive, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }
        return archive.ToArray();
    }

    internal static byte[] Mutate(byte[] content, Random random)
    {
        if (content.Length == 0)
        {
            return [(byte)random.Next(256)];
        }
        int at = random.Next(content.Length);
        byte[] changed = [.. content];
        switch (random.Next(10))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[at] = (byte)random.Next(256);
                return changed;
            case 2:
                return changed[..at];
            case 3:
                return [.. content[..at], .. Encoding.ASCII.GetBytes(new string('9', random.Next(1, 120))), .. content[at..]];
            case 4:
                return [.. content[..at], (byte)"\",\n\r{}[]-.x\\"[random.Next(12)], .. content[at..]];
            case 5:
                return Pieces(content, (byte)',', random);
            case 6:
                return [.. content[..at], .. content[Math.Min(content.Length, at + random.Next(1, 30))..]];
            case 7:
                (changed[at], changed[^(at + 1)]) = (changed[^(at + 1)], changed[at]);
                return changed;
            default:
                return Pieces(content, (byte)'\n', random);
        }
    }

    /// <summary>Doubles, removes or swaps lines or fields.</summary>
    private static byte[] Pieces(byte[] content, byte separator, Random random)
    {
        List<byte[]> pieces = [];
        int start = 0;
        for (int i = 0; i <= content.Length; i++)
        {
            if (i == content.Length || content[i] == separator)
            {
                pieces.Add(content[start..i]);
                start = i + 1;
            }
        }
        int piece = random.Next(pieces.Count);
        int other = random.Next(pieces.Count);
        switch (random.Next(3))
        {
            case 0:
                pieces.Insert(other, pieces[piece]);
                break;
            case 1:
                pieces.RemoveAt(piece);
                break;
            default:
                (pieces[piece], pieces[other]) = (pieces[other], pieces[piece]);
                break;
        }
        List<byte> joined = [];
        for (int i = 0; i < pieces.Count; i++)
        {
            joined.AddRange(pieces[i]);
            if (i + 1 < pieces.Count)
            {
                joined.Add(separator);
            }
        }
        return [.. joined];
    }
}
