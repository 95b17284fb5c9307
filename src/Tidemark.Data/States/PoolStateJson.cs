using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers;

namespace Tidemark.Data.States;

/// <summary>Reads and writes the state of a Uniswap V3 pool as JSON. <c>docs/reference/formats.md</c> defines the form.</summary>
public static class PoolStateJson
{
    /// <summary>The largest state that is read, in bytes.</summary>
    public const int LargestFile = 1 << 30;

    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, NewLine = "\n" };

    /// <summary>Reads a state. Numbers may be JSON numbers, decimal text or hexadecimal text behind <c>0x</c>; a missing or null field is zero
    /// or empty, and unknown ones are passed over. A gzip archive is read as it is.</summary>
    /// <exception cref="TapeFormatException">The file is missing, no pool state, or holds values that cannot be one pool's.</exception>
    public static UniswapV3PoolState Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new TapeFormatException(path, null, "this is a directory; a pool state is expected; name the file");
        }
        ArrayBufferWriter<byte> content = new();
        using (TapeStream stream = TapeStream.Open(path))
        {
            for (int read; (read = stream.Read(content.GetSpan(1 << 16), null)) > 0; content.Advance(read))
            {
                if (content.WrittenCount > LargestFile - read)
                {
                    throw new TapeFormatException(path, null, FormattableString.Invariant($"the file is larger than {LargestFile} bytes; a pool state is expected; check the file"));
                }
            }
        }
        ReadOnlySpan<byte> text = content.WrittenSpan;
        text = text.StartsWith(System.Text.Encoding.UTF8.Preamble) ? text[System.Text.Encoding.UTF8.Preamble.Length..] : text;
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new TapeFormatException(path, 1, "the file is empty; a pool state is expected; check that it was written completely");
        }
        if (!Utf8.IsValid(text))
        {
            throw new TapeFormatException(path, null, "the file is not UTF-8 text; UTF-8 is expected; convert the file, for example with iconv");
        }
        return new PoolStateReading(path, text).Read();
    }

    /// <summary>Writes a state, sorted and indented: equal states give equal bytes. The file appears complete or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, UniswapV3PoolState state)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(state);
        using AtomicFile file = AtomicFile.Create(path);
        using (Utf8JsonWriter writer = new(file.Content, WriterOptions))
        {
            WriteState(writer, state);
        }
        file.Content.WriteByte((byte)'\n');
        file.Commit();
    }

    private static void WriteState(Utf8JsonWriter writer, UniswapV3PoolState state)
    {
        writer.WriteStartObject();
        if (state.FeePips is { } fee)
        {
            writer.WriteNumber("fee"u8, fee);
        }
        if (state.TickSpacing is { } spacing)
        {
            writer.WriteNumber("tickSpacing"u8, spacing);
        }
        WriteText(writer, "sqrtPriceX96"u8, state.SqrtPriceX96);
        writer.WriteNumber("tick"u8, state.Tick);
        WriteText(writer, "liquidity"u8, state.Liquidity);
        WriteText(writer, "feeGrowthGlobal0X128"u8, state.FeeGrowthGlobal0X128);
        WriteText(writer, "feeGrowthGlobal1X128"u8, state.FeeGrowthGlobal1X128);
        writer.WriteNumber("feeProtocol"u8, state.FeeProtocol);
        WriteText(writer, "protocolFees0"u8, state.ProtocolFees0);
        WriteText(writer, "protocolFees1"u8, state.ProtocolFees1);
        if (state.IsInferred)
        {
            writer.WriteBoolean("inferred"u8, true);
        }
        writer.WriteStartArray("ticks"u8);
        foreach (TickState tick in state.Ticks.OrderBy(tick => tick.Tick))
        {
            writer.WriteStartObject();
            writer.WriteNumber("tick"u8, tick.Tick);
            WriteText(writer, "liquidityGross"u8, tick.LiquidityGross);
            writer.WriteString("liquidityNet"u8, tick.LiquidityNet.ToString(System.Globalization.CultureInfo.InvariantCulture));
            WriteText(writer, "feeGrowthOutside0X128"u8, tick.FeeGrowthOutside0X128);
            WriteText(writer, "feeGrowthOutside1X128"u8, tick.FeeGrowthOutside1X128);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("positions"u8);
        foreach ((PositionKey key, PositionState position) in state.Positions.OrderBy(position => position.Key))
        {
            writer.WriteStartObject();
            writer.WriteString("owner"u8, key.Owner.ToString());
            writer.WriteNumber("tickLower"u8, key.TickLower);
            writer.WriteNumber("tickUpper"u8, key.TickUpper);
            WriteText(writer, "liquidity"u8, position.Liquidity);
            WriteText(writer, "feeGrowthInside0LastX128"u8, position.FeeGrowthInside0LastX128);
            WriteText(writer, "feeGrowthInside1LastX128"u8, position.FeeGrowthInside1LastX128);
            WriteText(writer, "tokensOwed0"u8, position.TokensOwed0);
            WriteText(writer, "tokensOwed1"u8, position.TokensOwed1);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, in UInt256 value) => writer.WriteString(name, value.ToString());
}
