using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Simulation.Replay;

/// <summary>What a replay has counted.</summary>
public sealed class ReplayTally
{
    /// <summary>How many mismatches and unresolved swaps are kept; all are counted.</summary>
    public const int MostKept = 10_000;

    private readonly long[] _kinds = new long[Enum.GetValues<PoolEventKind>().Length];
    private readonly long[] _forms = new long[Enum.GetValues<SwapForm>().Length];
    private readonly long[] _fields = new long[Enum.GetValues<CheckedField>().Length];
    private readonly List<EventMismatch> _mismatches = [];
    private readonly List<EventPosition> _unresolved = [];
    private readonly SortedDictionary<int, (BigInteger Token0, BigInteger Token1)> _growthErrors = [];

    /// <summary>Events applied.</summary>
    public long Events { get; private set; }

    /// <summary>Events that record something to check, all of which agrees to the last unit.</summary>
    public long Exact { get; private set; }

    /// <summary>Swaps among <see cref="Exact"/>.</summary>
    public long ExactSwaps { get; private set; }

    /// <summary>Events that disagree in at least one field.</summary>
    public long Mismatched { get; private set; }

    /// <summary>Events of which something recorded could not be checked, for want of what the tape or the state does not say.</summary>
    public long Unchecked { get; private set; }

    /// <summary>Swaps among <see cref="Unchecked"/> whose path leads through ticks of which an inferred tick map says too little.</summary>
    public long UnresolvedSwaps { get; private set; }

    /// <summary>Burns and collects of positions whose earlier fees the tape and the state do not say.</summary>
    public long FeesUnknown { get; internal set; }

    /// <summary>Flash loans whose payment the tape does not record: the least that the pool accepts was taken.</summary>
    public long FlashesUnpaid { get; internal set; }

    /// <summary>Swaps among <see cref="Unchecked"/> that an inferred tick map was fitted to, and which therefore confirm nothing.</summary>
    public long FittedSwaps { get; internal set; }

    /// <summary>Swaps whose fees no bound is known for: not reproduced, or without a price before them.</summary>
    public long SwapsOfUnknownFees { get; internal set; }

    /// <summary>Where the unresolved swaps stand, the first <see cref="MostKept"/> of them.</summary>
    public IReadOnlyList<EventPosition> Unresolved => _unresolved;

    /// <summary>The disagreements, in chain order, the first <see cref="MostKept"/> of them.</summary>
    public IReadOnlyList<EventMismatch> Mismatches => _mismatches;

    /// <summary>Events of one kind.</summary>
    public long Of(PoolEventKind kind) => _kinds[(int)kind];

    /// <summary>Exact swaps of one form.</summary>
    public long Of(SwapForm form) => _forms[(int)form];

    /// <summary>How often a field was compared.</summary>
    public long Of(CheckedField field) => _fields[(int)field];

    /// <summary>How far, at most, all swaps up to now may have put the fee growth inside a range off, token 0 and token 1, in units of 2^-128.</summary>
    /// <param name="tickLower">The range's lower tick, a usable one.</param>
    /// <param name="tickUpper">The range's upper tick, a usable one.</param>
    /// <remarks>Grows with swaps through segments whose liquidity an inferred tick map leaves open. What liquidity earned between two moments is known up
    /// to the difference, times the liquidity, as long as <see cref="SwapsOfUnknownFees"/> does not grow.</remarks>
    public (UInt256 Token0X128, UInt256 Token1X128) FeeGrowthErrorInside(int tickLower, int tickUpper)
    {
        BigInteger token0 = BigInteger.Zero;
        BigInteger token1 = BigInteger.Zero;
        foreach ((int segment, (BigInteger Token0, BigInteger Token1) error) in _growthErrors)
        {
            if (segment >= tickLower && segment < tickUpper)
            {
                token0 += error.Token0;
                token1 += error.Token1;
            }
        }
        return (UInt256.FromBigInteger(token0), UInt256.FromBigInteger(token1));
    }

    internal void AddFeeGrowthError(int segment, bool isToken0, BigInteger errorX128)
    {
        (BigInteger token0, BigInteger token1) = _growthErrors.GetValueOrDefault(segment);
        _growthErrors[segment] = isToken0 ? (token0 + errorX128, token1) : (token0, token1 + errorX128);
    }

    internal void Count(PoolEventKind kind, bool isMismatch, bool isUnchecked, bool isCompared)
    {
        Events++;
        _kinds[(int)kind]++;
        if (isMismatch)
        {
            Mismatched++;
        }
        else if (isUnchecked || !isCompared)
        {
            Unchecked++;
        }
        else
        {
            Exact++;
            ExactSwaps += kind == PoolEventKind.Swap ? 1 : 0;
        }
    }

    internal void Count(SwapForm form) => _forms[(int)form]++;

    internal void Count(CheckedField field) => _fields[(int)field]++;

    internal void Add(in EventMismatch mismatch)
    {
        if (_mismatches.Count < MostKept)
        {
            _mismatches.Add(mismatch);
        }
    }

    internal void AddUnresolved(EventPosition position)
    {
        UnresolvedSwaps++;
        if (_unresolved.Count < MostKept)
        {
            _unresolved.Add(position);
        }
    }
}
