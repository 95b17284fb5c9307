using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Accounts for positions as a position manager does, one by one, from the fee growth inside their ranges: positions that the pool
/// takes for one, because a manager owns them all, stay apart.</summary>
/// <param name="positionAt">Which position an event is of; null for one that nobody follows.</param>
internal sealed class PositionFees(Func<EventPosition, string?> positionAt) : IReplayObserver
{
    private readonly Dictionary<string, Account> _accounts = [];
    private Account? _emptied;
    private ReplayTally _tally = new();

    /// <summary>The lives that began and ended on the tape: opened, emptied and collected.</summary>
    public List<Life> Lives { get; } = [];

    public void BeforeEvent(in PoolEvent poolEvent, UniswapV3Pool pool)
    {
        if (poolEvent.Kind is not (PoolEventKind.Burn or PoolEventKind.Collect) || positionAt(poolEvent.Position) is not { } name
            || !_accounts.TryGetValue(name, out Account? account))
        {
            return;
        }
        account.Earn(pool, poolEvent.TickLower, poolEvent.TickUpper, _tally);
        if (poolEvent.Kind == PoolEventKind.Burn)
        {
            account.Liquidity -= (UInt128)poolEvent.Liquidity;
            account.Withdrawn0 += (UInt128)poolEvent.Amount0.Magnitude;
            account.Withdrawn1 += (UInt128)poolEvent.Amount1.Magnitude;
        }
        else
        {
            account.Collected0 += (UInt128)poolEvent.Amount0.Magnitude;
            account.Collected1 += (UInt128)poolEvent.Amount1.Magnitude;
            _emptied = account.Liquidity == UInt128.Zero && _accounts.Remove(name) ? account : null;
        }
    }

    public void AfterEvent(in PoolEvent poolEvent, UniswapV3Pool pool, ReplayTally tally)
    {
        _tally = tally;
        if (poolEvent.Kind == PoolEventKind.Mint && positionAt(poolEvent.Position) is { } name)
        {
            if (!_accounts.TryGetValue(name, out Account? account))
            {
                _accounts[name] = account = new Account { Name = name };
            }
            account.Earn(pool, poolEvent.TickLower, poolEvent.TickUpper, _tally);
            account.Liquidity += (UInt128)poolEvent.Liquidity;
            account.Deposited0 += (UInt128)poolEvent.Amount0.Magnitude;
            account.Deposited1 += (UInt128)poolEvent.Amount1.Magnitude;
        }
        if (_emptied is { } emptied)
        {
            Lives.Add(emptied.End());
            _emptied = null;
        }
    }

    /// <summary>A whole life: what was deposited, withdrawn and collected is recorded, the fees are computed; they are certain where no fee growth that
    /// the replay's bounds allow would give others.</summary>
    internal sealed record Life(
        string Name, (UInt128, UInt128) Deposited, (UInt128, UInt128) Withdrawn, (UInt128, UInt128) Collected, (UInt128 Token0, UInt128 Token1) Fees, bool AreCertain);

    private sealed class Account
    {
        private UInt256 _inside0;
        private UInt256 _inside1;
        private UInt128 _fees0;
        private UInt128 _fees1;
        private (UInt256 Error0, UInt256 Error1, long Unknown) _doubt;
        private bool _isCertain = true;

        public required string Name { get; init; }

        public UInt128 Liquidity { get; set; }

        public UInt128 Deposited0 { get; set; }

        public UInt128 Deposited1 { get; set; }

        public UInt128 Withdrawn0 { get; set; }

        public UInt128 Withdrawn1 { get; set; }

        public UInt128 Collected0 { get; set; }

        public UInt128 Collected1 { get; set; }

        public void Earn(UniswapV3Pool pool, int tickLower, int tickUpper, ReplayTally tally)
        {
            (UInt256 error0, UInt256 error1) = tally.FeeGrowthErrorInside(tickLower, tickUpper);
            (UInt256 Error0, UInt256 Error1, long Unknown) doubt = (error0, error1, tally.SwapsOfUnknownFees);
            (UInt256 inside0, UInt256 inside1) = pool.FeeGrowthInside(tickLower, tickUpper);
            _fees0 += FeeGrowth.Owed(inside0, _inside0, Liquidity);
            _fees1 += FeeGrowth.Owed(inside1, _inside1, Liquidity);
            _isCertain &= Liquidity == UInt128.Zero
                || (doubt.Unknown == _doubt.Unknown
                    && IsCertain(UInt256.SubtractWrapping(inside0, _inside0), doubt.Error0 - _doubt.Error0)
                    && IsCertain(UInt256.SubtractWrapping(inside1, _inside1), doubt.Error1 - _doubt.Error1));
            (_inside0, _inside1, _doubt) = (inside0, inside1, doubt);
        }

        private bool IsCertain(in UInt256 growth, in UInt256 error) =>
            error.IsZero || (growth >= error && FeeGrowth.Owed(growth - error, default, Liquidity) == FeeGrowth.Owed(growth + error, default, Liquidity));

        public Life End() => new(Name, (Deposited0, Deposited1), (Withdrawn0, Withdrawn1), (Collected0, Collected1), (_fees0, _fees1), _isCertain);
    }
}
