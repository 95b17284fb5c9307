using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers;

/// <summary>Decodes the logs of one pool: Uniswap V3, PancakeSwap V3, Uniswap V2 and forks of them. The first known log decides which.</summary>
internal sealed class PoolLogDecoder
{
    /// <summary>The most topics that a log can have.</summary>
    public const int MostTopics = 4;

    private const int MostDataWords = 7;
    private const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;

    /// <summary>Which pool the logs are of; null before the first known log.</summary>
    public AmmProtocol? Protocol { get; private set; }

    /// <summary>How many logs were passed over because their first topic is not known or they do not change a pool.</summary>
    public long SkippedCount { get; private set; }

    /// <summary>Decodes a log into the fields of <paramref name="poolEvent"/> that it records, and leaves the others.</summary>
    /// <param name="topics">The topics, 32 bytes each.</param>
    /// <param name="dataText">The data as hexadecimal text.</param>
    /// <param name="poolEvent">Where to.</param>
    /// <param name="problem">What is wrong with the log; null where nothing is.</param>
    /// <returns>Whether the log is an event of a pool. False without a problem: it is passed over.</returns>
    public bool TryDecode(ReadOnlySpan<byte> topics, ReadOnlySpan<byte> dataText, ref PoolEvent poolEvent, out string? problem)
    {
        problem = null;
        PoolLogSchema? schema = topics.IsEmpty ? null : PoolLogSchema.Find(HexText.ReadWord(topics));
        if (schema is null)
        {
            SkippedCount++;
            return false;
        }
        if (schema.Kind == PoolLogKind.PositionManager)
        {
            problem = $"this is the log {schema.Signature} of Uniswap's position manager; logs of one pool are expected; read the file with the pool's own logs";
            return false;
        }
        if (Protocol is { } protocol && protocol != schema.Protocol)
        {
            problem = $"this is the log {schema.Signature} of a {schema.Protocol} pool among the logs of a {protocol} pool; logs of one pool are expected; write one file a pool";
            return false;
        }
        Span<byte> data = stackalloc byte[MostDataWords * 32];
        if (topics.Length != schema.TopicCount * 32 || !HexText.TryParseBytes(dataText, data, out int length) || length != schema.DataWords * 32)
        {
            problem = FormattableString.Invariant($"the log {schema.Signature} has {topics.Length / 32} topics and {Math.Max(0, dataText.Length - 2) / 2} bytes of data; {schema.TopicCount} topics and {schema.DataWords * 32} bytes of hexadecimal data are expected; the file may be cut off");
            return false;
        }
        scoped AbiWords topicWords = new(topics[32..]);
        scoped AbiWords dataWords = new(data[..length]);
        if (schema.Protocol == AmmProtocol.UniswapV3)
        {
            DecodeUniswapV3(schema, ref topicWords, ref dataWords, ref poolEvent);
        }
        else
        {
            DecodeUniswapV2(schema.Kind, ref topicWords, ref dataWords, ref poolEvent);
        }
        if (topicWords.IsInvalid || dataWords.IsInvalid || IsWrongRange(poolEvent))
        {
            problem = $"the log {schema.Signature} holds a value that its type cannot have, or a range of ticks upside down; values in their ranges are expected; get the log again";
            return false;
        }
        Protocol = schema.Protocol;
        return true;
    }

    private static void DecodeUniswapV3(PoolLogSchema schema, ref AbiWords topics, ref AbiWords data, ref PoolEvent poolEvent)
    {
        switch (schema.Kind)
        {
            case PoolLogKind.V3Initialize:
                poolEvent.Kind = PoolEventKind.Initialize;
                poolEvent.SqrtPriceX96 = data.Unsigned(0, 160);
                poolEvent.Tick = data.Tick(1);
                poolEvent.Recorded |= PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick;
                break;
            case PoolLogKind.V3Mint:
                poolEvent.Kind = PoolEventKind.Mint;
                poolEvent.Sender = data.Address(0);
                poolEvent.Liquidity = data.Unsigned(1, 128);
                SetRange(ref topics, ref poolEvent);
                SetAmounts(ref data, 2, 255, ref poolEvent);
                poolEvent.Recorded |= PoolEventFields.Sender | PoolEventFields.Liquidity;
                break;
            case PoolLogKind.V3Burn:
                poolEvent.Kind = PoolEventKind.Burn;
                poolEvent.Liquidity = data.Unsigned(0, 128);
                SetRange(ref topics, ref poolEvent);
                SetAmounts(ref data, 1, 255, ref poolEvent);
                poolEvent.Recorded |= PoolEventFields.Liquidity;
                break;
            case PoolLogKind.V3Collect:
                poolEvent.Kind = PoolEventKind.Collect;
                poolEvent.Recipient = data.Address(0);
                SetRange(ref topics, ref poolEvent);
                SetAmounts(ref data, 1, 128, ref poolEvent);
                poolEvent.Recorded |= PoolEventFields.Recipient;
                break;
            case PoolLogKind.V3Swap:
                poolEvent.Kind = PoolEventKind.Swap;
                SetSenderAndRecipient(ref topics, ref poolEvent);
                poolEvent.Amount0 = data.Signed(0);
                poolEvent.Amount1 = data.Signed(1);
                poolEvent.SqrtPriceX96 = data.Unsigned(2, 160);
                poolEvent.PoolLiquidity = data.Unsigned(3, 128);
                poolEvent.Tick = data.Tick(4);
                poolEvent.Recorded |= Amounts | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick;
                if (schema.DataWords == MostDataWords)
                {
                    poolEvent.ProtocolFees0 = (UInt128)data.Unsigned(5, 128);
                    poolEvent.ProtocolFees1 = (UInt128)data.Unsigned(6, 128);
                    poolEvent.Recorded |= PoolEventFields.ProtocolFees;
                }
                break;
            case PoolLogKind.V3Flash:
                poolEvent.Kind = PoolEventKind.Flash;
                SetSenderAndRecipient(ref topics, ref poolEvent);
                SetAmounts(ref data, 0, 255, ref poolEvent);
                poolEvent.Paid0 = data.Unsigned(2, 256);
                poolEvent.Paid1 = data.Unsigned(3, 256);
                poolEvent.Recorded |= PoolEventFields.Paid;
                break;
            case PoolLogKind.V3SetFeeProtocol:
                // Words 0 and 1 are the old shares.
                poolEvent.Kind = PoolEventKind.SetFeeProtocol;
                SetAmounts(ref data, 2, 32, ref poolEvent);
                break;
            case PoolLogKind.V3CollectProtocol:
                poolEvent.Kind = PoolEventKind.CollectProtocol;
                SetSenderAndRecipient(ref topics, ref poolEvent);
                SetAmounts(ref data, 0, 128, ref poolEvent);
                break;
            default:
                throw new InvalidOperationException($"Invariant: {schema.Kind} is no log of a V3 pool.");
        }
    }

    private static void DecodeUniswapV2(PoolLogKind kind, ref AbiWords topics, ref AbiWords data, ref PoolEvent poolEvent)
    {
        switch (kind)
        {
            case PoolLogKind.V2Mint:
                poolEvent.Kind = PoolEventKind.Mint;
                poolEvent.Sender = topics.Address(0);
                SetAmounts(ref data, 0, 255, ref poolEvent);
                poolEvent.Recorded |= PoolEventFields.Sender;
                break;
            case PoolLogKind.V2Burn:
                poolEvent.Kind = PoolEventKind.Burn;
                SetSenderAndRecipient(ref topics, ref poolEvent);
                SetAmounts(ref data, 0, 255, ref poolEvent);
                break;
            case PoolLogKind.V2Swap:
                poolEvent.Kind = PoolEventKind.Swap;
                SetSenderAndRecipient(ref topics, ref poolEvent);
                SetAmounts(ref data, 0, 255, ref poolEvent);
                poolEvent.Amount0Out = data.Unsigned(2, 256);
                poolEvent.Amount1Out = data.Unsigned(3, 256);
                poolEvent.Recorded |= PoolEventFields.AmountsOut;
                break;
            case PoolLogKind.V2Sync:
                poolEvent.Kind = PoolEventKind.Sync;
                SetAmounts(ref data, 0, 112, ref poolEvent);
                break;
            case PoolLogKind.V2Transfer:
                poolEvent.Kind = PoolEventKind.Transfer;
                poolEvent.Owner = topics.Address(0);
                poolEvent.Recipient = topics.Address(1);
                poolEvent.Liquidity = data.Unsigned(0, 256);
                poolEvent.Recorded |= PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Liquidity;
                break;
            default:
                throw new InvalidOperationException($"Invariant: {kind} is no log of a V2 pool.");
        }
    }

    private static bool IsWrongRange(in PoolEvent poolEvent) =>
        poolEvent.Kind is PoolEventKind.Mint or PoolEventKind.Burn
        && poolEvent.Has(PoolEventFields.Range)
        && !SolidityRange.IsRange(poolEvent.TickLower, poolEvent.TickUpper);

    private static void SetSenderAndRecipient(ref AbiWords topics, ref PoolEvent poolEvent)
    {
        poolEvent.Sender = topics.Address(0);
        poolEvent.Recipient = topics.Address(1);
        poolEvent.Recorded |= PoolEventFields.Sender | PoolEventFields.Recipient;
    }

    private static void SetRange(ref AbiWords topics, ref PoolEvent poolEvent)
    {
        poolEvent.Owner = topics.Address(0);
        poolEvent.TickLower = topics.Int24(1);
        poolEvent.TickUpper = topics.Int24(2);
        poolEvent.Recorded |= PoolEventFields.Owner | PoolEventFields.Range;
    }

    private static void SetAmounts(ref AbiWords data, int index, int bits, ref PoolEvent poolEvent)
    {
        poolEvent.Amount0 = data.Amount(index, bits);
        poolEvent.Amount1 = data.Amount(index + 1, bits);
        poolEvent.Recorded |= Amounts;
    }
}
