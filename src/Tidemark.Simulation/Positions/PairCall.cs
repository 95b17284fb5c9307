using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Positions;

/// <summary>The Transfers of LP tokens that come before the Mint or Burn of their call.</summary>
internal sealed class PairCall
{
    private readonly List<PoolEvent> _minted = [];
    private PoolEvent? _last;
    private EventPosition _position;
    private bool _isDone;

    /// <summary>Transfers from the zero address, in order.</summary>
    public IReadOnlyList<PoolEvent> Minted => _minted;

    public UInt256 MintedInAll => _minted.Aggregate(UInt256.Zero, static (sum, transfer) => UInt256.AddWrapping(sum, transfer.Liquidity));

    /// <summary>The Transfer to the zero address that burns.</summary>
    public PoolEvent? Burned { get; private set; }

    /// <summary>Takes the next event; a call does not outlast its transaction, nor the event that names it.</summary>
    public void Follow(in PoolEvent poolEvent)
    {
        bool isSameTransaction = poolEvent.Position.BlockNumber == _position.BlockNumber && poolEvent.Position.TransactionIndex == _position.TransactionIndex;
        if (!isSameTransaction)
        {
            _last = null;
        }
        if (!isSameTransaction || _isDone)
        {
            _minted.Clear();
            Burned = null;
        }
        _position = poolEvent.Position;
        _isDone = poolEvent.Kind is PoolEventKind.Mint or PoolEventKind.Burn or PoolEventKind.Swap;
        if (poolEvent.Kind != PoolEventKind.Transfer)
        {
            return;
        }
        if (poolEvent.Owner.IsZero)
        {
            _minted.Add(poolEvent);
        }
        else if (poolEvent.Recipient.IsZero)
        {
            Burned = poolEvent;
        }
        else
        {
            _last = poolEvent;
        }
    }

    /// <summary>What a Mint or Burn says was paid, base units; null where it does not, or says what no pair can hold.</summary>
    public static (UInt256 Amount0, UInt256 Amount1)? Amounts(in PoolEvent poolEvent)
    {
        bool isSaid = poolEvent.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1) && !poolEvent.Amount0.IsNegative && !poolEvent.Amount1.IsNegative;
        (UInt256 amount0, UInt256 amount1) = (poolEvent.Amount0.Magnitude, poolEvent.Amount1.Magnitude);
        return isSaid && amount0 <= UniswapV2Pool.MaximumReserve && amount1 <= UniswapV2Pool.MaximumReserve ? (amount0, amount1) : null;
    }

    /// <summary>The last Transfer of this transaction, where it went to the pair.</summary>
    public PoolEvent? SentTo(Address pair) => _last is { } sent && sent.Recipient == pair ? sent : null;
}
