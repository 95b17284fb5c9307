using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>The events of a call to a pair that precede the one that names it: the Transfers of a mint or burn, then Sync.</summary>
internal sealed class UniswapV2PendingCall
{
    /// <summary>To the protocol, locked or to the depositor: no call mints more often.</summary>
    private const int MaximumMinted = 3;

    private readonly List<UniswapV2LpMovement> _minted = new(MaximumMinted);

    /// <summary>Transfers from the zero address, in order.</summary>
    public IReadOnlyList<UniswapV2LpMovement> Minted => _minted;

    /// <summary>The Transfer from the pair to the zero address.</summary>
    public UniswapV2LpMovement? Burned { get; set; }

    /// <summary>Where the Sync stands, if there is one.</summary>
    public EventPosition? SyncPosition { get; private set; }

    /// <summary>The reserves that it records.</summary>
    public UniswapV2Amounts SyncReserves { get; private set; }

    public bool IsEmpty => _minted.Count == 0 && Burned is null && SyncPosition is null;

    /// <summary>Adds a Transfer from the zero address; false where no call makes as many.</summary>
    public bool TryAddMinted(in UniswapV2LpMovement movement)
    {
        if (_minted.Count == MaximumMinted)
        {
            return false;
        }
        _minted.Add(movement);
        return true;
    }

    public void SetSync(EventPosition position, in UniswapV2Amounts reserves) => (SyncPosition, SyncReserves) = (position, reserves);

    public void ClearSync() => (SyncPosition, SyncReserves) = (null, default);

    public void ClearMinted() => _minted.Clear();

    public void Clear()
    {
        ClearMinted();
        Burned = null;
        ClearSync();
    }
}
