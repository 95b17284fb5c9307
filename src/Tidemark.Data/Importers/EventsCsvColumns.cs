using Tidemark.Amm.Events;

namespace Tidemark.Data.Importers;

/// <summary>Where the columns of an events CSV stand in one file. The names are the format's, as <c>docs/reference/formats.md</c> has them.</summary>
internal sealed class EventsCsvColumns
{
    /// <summary>Finds the columns.</summary>
    /// <exception cref="TapeFormatException">A column that must be there is missing.</exception>
    public EventsCsvColumns(CsvRows rows)
    {
        BlockNumber = Required("block_number");
        TransactionIndex = Required("transaction_index");
        LogIndex = Required("log_index");
        Event = Required("event");
        Liquidity = Required("liquidity");
        Amount0 = Required("amount0");
        Amount1 = Required("amount1");
        Amount0Out = Optional("amount0_out");
        Amount1Out = Optional("amount1_out");
        Protocol = Amount0Out.Index < 0 && Amount1Out.Index < 0 ? AmmProtocol.UniswapV3 : AmmProtocol.UniswapV2;
        if (Protocol == AmmProtocol.UniswapV3)
        {
            TickLower = Required("tick_lower");
            TickUpper = Required("tick_upper");
            SqrtPriceX96 = Required("sqrt_price_x96");
            PoolLiquidity = Required("pool_liquidity");
            Tick = Required("tick");
        }
        else
        {
            Amount0Out = Required("amount0_out");
            Amount1Out = Required("amount1_out");
        }
        BlockTimestamp = Optional("block_timestamp");
        TransactionHash = Optional("transaction_hash");
        Sender = Optional("sender");
        Owner = Optional("owner");
        Recipient = Optional("recipient");
        Paid0 = Optional("paid0");
        Paid1 = Optional("paid1");
        TokenId = Optional("token_id");
        Pool = Optional("pool");
        FeePips = Optional("fee_pips");
        TickSpacing = Optional("tick_spacing");

        CsvColumn Required(string name) => CsvColumn.Required(rows, name, TapeFormat.Csv);
        CsvColumn Optional(string name) => CsvColumn.Optional(rows, name);
    }

    /// <summary>Which pools the file's columns describe.</summary>
    public AmmProtocol Protocol { get; }

    public CsvColumn BlockNumber { get; }

    public CsvColumn TransactionIndex { get; }

    public CsvColumn LogIndex { get; }

    public CsvColumn Event { get; }

    public CsvColumn Liquidity { get; }

    public CsvColumn Amount0 { get; }

    public CsvColumn Amount1 { get; }

    public CsvColumn Amount0Out { get; }

    public CsvColumn Amount1Out { get; }

    public CsvColumn TickLower { get; } = new(-1, "tick_lower");

    public CsvColumn TickUpper { get; } = new(-1, "tick_upper");

    public CsvColumn SqrtPriceX96 { get; } = new(-1, "sqrt_price_x96");

    public CsvColumn PoolLiquidity { get; } = new(-1, "pool_liquidity");

    public CsvColumn Tick { get; } = new(-1, "tick");

    public CsvColumn BlockTimestamp { get; }

    public CsvColumn TransactionHash { get; }

    public CsvColumn Sender { get; }

    public CsvColumn Owner { get; }

    public CsvColumn Recipient { get; }

    public CsvColumn Paid0 { get; }

    public CsvColumn Paid1 { get; }

    public CsvColumn TokenId { get; }

    public CsvColumn Pool { get; }

    public CsvColumn FeePips { get; }

    public CsvColumn TickSpacing { get; }
}
