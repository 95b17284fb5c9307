using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Tests.UniswapV2;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>A life of a pair, played by the naive contract, as the logs that a chain would keep of it.</summary>
internal sealed class ReferenceTape
{
    private readonly Random _random;
    private readonly List<PoolEvent> _events = [];
    private ulong _block = 100;
    private uint _transaction;
    private uint _log;

    private ReferenceTape(int seed, ReferencePair pair)
    {
        _random = new Random(seed);
        Pair = pair;
    }

    public ReferencePair Pair { get; private set; }

    public IReadOnlyList<PoolEvent> Events => _events;

    public int Mints { get; private set; }

    public int Burns { get; private set; }

    public int PlainSwaps { get; private set; }

    public int GenerousSwaps { get; private set; }

    public int TwoSidedSwaps { get; private set; }

    public int LoneSyncs { get; private set; }

    /// <summary>Plays a pair from its creation.</summary>
    /// <param name="seed">The random seed.</param>
    /// <param name="calls">How many calls to try.</param>
    /// <param name="donations">Whether tokens are sent to the pair without a call.</param>
    /// <param name="pair">The contract; <c>null</c>: Uniswap's.</param>
    public static ReferenceTape Play(int seed, int calls, bool donations, ReferencePair? pair = null)
    {
        ReferenceTape tape = new(seed, pair ?? new ReferencePair());
        tape.Call(p =>
        {
            p.Deposit(BigInteger.Parse("31234567890123456789"), BigInteger.Parse("98765432109876543210987"));
            p.Mint(Holders.Alice);
        });
        tape.Mints++;
        for (int call = 0; call < calls; call++)
        {
            tape.Step(donations);
        }
        return tape;
    }

    private void Step(bool donations)
    {
        bool zeroForOne = _random.Next(2) == 0;
        BigInteger part = _random.Next(1, 2_000_000);
        BigInteger amount0 = Pair.Reserve0 * part / 40_000_000, amount1 = Pair.Reserve1 * part / 40_000_000;
        switch (_random.Next(14))
        {
            case 0:
                Address who = _random.Next(2) == 0 ? Holders.Alice : Holders.Bob;
                Mints += Call(p =>
                {
                    p.Deposit(amount0 + _random.Next(1000), amount1);
                    p.Mint(who);
                }) ? 1 : 0;
                break;
            case 1:
                Address holder = _random.Next(2) == 0 ? Holders.Alice : Holders.FeeTo;
                BigInteger value = Pair.Lp(holder) * _random.Next(1, 300) / 1000;
                Burns += Call(p =>
                {
                    p.Transfer(holder, Holders.Pair, value);
                    p.Burn(_random.Next(9) == 0 ? Holders.Pair : holder);
                }) ? 1 : 0;
                break;
            case 2:
                _ = Call(p => p.Transfer(Holders.Alice, Holders.Bob, p.Lp(Holders.Alice) / 100));
                break;
            case 3 when _random.Next(3) == 0:
                Pair.FeeTo = Pair.FeeTo.IsZero ? Holders.FeeTo : default;
                break;
            case 4 when donations:
                Pair.Deposit(amount0 / 1000, _random.Next(2) == 0 ? 0 : amount1 / 1000);
                break;
            case 5 when donations:
                Pair.Skim(Holders.Bob);
                break;
            case 6 when donations:
                LoneSyncs += Call(p =>
                {
                    p.Deposit(amount0 / 500, 0);
                    p.Sync();
                }) ? 1 : 0;
                break;
            case 7:
                // A flash swap: what comes back is the token that went out.
                TwoSidedSwaps += Call(p => p.Swap(amount0, amount1, Holders.Bob, (amount0 * 1004 / 1000) + 1, (amount1 * 1004 / 1000) + 1)) ? 1 : 0;
                break;
            case 8:
                TwoSidedSwaps += Call(p => p.Swap(0, amount1 / 2, Holders.Bob, amount0, amount1 / 100)) ? 1 : 0;
                break;
            case 9:
                BigInteger less = Out(zeroForOne, zeroForOne ? amount0 : amount1) * 99 / 100;
                GenerousSwaps += Call(p => Swap(p, zeroForOne, zeroForOne ? amount0 : amount1, less)) ? 1 : 0;
                break;
            default:
                // The router sees a donation as part of the input; the pair's own surplus makes the input larger than what is sent.
                BigInteger surplus = zeroForOne ? Pair.Token0Balance - Pair.Reserve0 : Pair.Token1Balance - Pair.Reserve1;
                bool plain = Pair.Token0Balance == Pair.Reserve0 && Pair.Token1Balance == Pair.Reserve1;
                BigInteger sent = zeroForOne ? amount0 : amount1;
                bool done = Call(p => Swap(p, zeroForOne, sent, Out(zeroForOne, sent + surplus)));
                PlainSwaps += done && plain ? 1 : 0;
                break;
        }
    }

    private static void Swap(ReferencePair pair, bool zeroForOne, BigInteger sent, BigInteger taken)
    {
        pair.Deposit(zeroForOne ? sent : 0, zeroForOne ? 0 : sent);
        pair.Swap(zeroForOne ? 0 : taken, zeroForOne ? taken : 0, Holders.Bob, 0, 0);
    }

    private BigInteger Out(bool zeroForOne, BigInteger sent)
    {
        BigInteger afterFee = sent * (Pair.FeeDenominator - Pair.FeeNumerator);
        (BigInteger reserveIn, BigInteger reserveOut) = zeroForOne ? (Pair.Reserve0, Pair.Reserve1) : (Pair.Reserve1, Pair.Reserve0);
        return afterFee * reserveOut / ((reserveIn * Pair.FeeDenominator) + afterFee);
    }

    /// <summary>One transaction; a revert leaves neither state nor logs.</summary>
    private bool Call(Action<ReferencePair> call)
    {
        ReferencePair attempt = Pair.Clone();
        try
        {
            call(attempt);
        }
        catch (ReferenceRevertException)
        {
            return false;
        }
        Pair = attempt;
        if (_random.Next(3) == 0)
        {
            _block += (ulong)_random.Next(1, 9);
            (_transaction, _log) = (0, 0);
        }
        _transaction++;
        _log += (uint)_random.Next(3);
        foreach (PoolEvent log in attempt.Logs)
        {
            PoolEvent placed = log;
            placed.Position = new EventPosition(_block, _transaction, _log++);
            _events.Add(placed);
        }
        return true;
    }
}
