using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV2;

/// <summary>A Uniswap V2 pair, or a fork of it with another fee or protocol share, exact to the base unit, with the tokens it holds and the
/// LP tokens it has issued.</summary>
/// <remarks>
/// <para>As on the chain, tokens are first sent to the pair (<see cref="TryDeposit"/>) and LP tokens to the pair
/// (<see cref="TryTransferLp"/>); then <see cref="TryMint"/>, <see cref="TryBurn"/> and a swap act on what the pair finds above its
/// reserves. All amounts are base units. A call that is refused changes nothing: what a swap's callback would have paid is not paid either.
/// </para>
/// <para>Left out: the cumulative prices and their block time, which observe the pair and never act on it; allowances and permits; the
/// re-entrancy lock; the migrator of SushiSwap's first mint; and pairs of forks that pay fees out of the pair at each swap.</para>
/// <para>Source: v2-core 1.0.1, <c>UniswapV2Pair.sol</c> and <c>UniswapV2ERC20.sol</c>.</para>
/// </remarks>
public sealed class UniswapV2Pool
{
    private static readonly UInt256 LargestReserve = (UInt256.One << 112) - UInt256.One;

    private UniswapV2LpLedger _lp;

    /// <summary>Creates an empty pair with the protocol fee off.</summary>
    public UniswapV2Pool(UniswapV2Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        _lp = new UniswapV2LpLedger();
    }

    /// <summary>The LP tokens that the first mint locks at the zero address for ever.</summary>
    public static UInt256 MinimumLiquidity => 1000UL;

    /// <summary>The largest reserve: 2^112 - 1.</summary>
    public static UInt256 MaximumReserve => LargestReserve;

    /// <summary>What never changes.</summary>
    public UniswapV2Parameters Parameters { get; }

    /// <summary>Token 0 as of the last mint, burn, swap or sync.</summary>
    public UInt256 Reserve0 { get; private set; }

    /// <summary>Token 1 as of the last mint, burn, swap or sync.</summary>
    public UInt256 Reserve1 { get; private set; }

    /// <summary>Token 0 that the pair holds now.</summary>
    public UInt256 Balance0 { get; private set; }

    /// <summary>Token 1 that the pair holds now.</summary>
    public UInt256 Balance1 { get; private set; }

    /// <summary>The product of the reserves after the last mint or burn with the protocol fee on; zero where it was off then.</summary>
    public UInt256 KLast { get; private set; }

    /// <summary>Who receives the protocol fee (the factory's <c>feeTo</c>); the zero address turns it off.</summary>
    public Address FeeTo { get; set; }

    /// <summary>All LP tokens, the locked minimum liquidity among them.</summary>
    public UInt256 TotalSupply => _lp.TotalSupply;

    /// <summary>LP tokens whose holders the snapshot that the pair came from did not name.</summary>
    public UInt256 UnattributedSupply => _lp.Unattributed;

    /// <summary>LP tokens of one holder.</summary>
    public UInt256 LpBalanceOf(Address holder) => _lp.BalanceOf(holder);

    /// <summary>Holders of LP tokens, none with nothing, ascending by address.</summary>
    public IReadOnlyList<UniswapV2LpBalance> EnumerateLpBalances() => _lp.ToSortedArray();

    /// <summary>Sends tokens to the pair without calling it: the first half of a mint or swap, or a donation.</summary>
    /// <returns><see cref="UniswapV2Status.AdditionOverflow"/> where a balance would need more than 256 bits.</returns>
    public UniswapV2Status TryDeposit(in UInt256 amount0, in UInt256 amount1)
    {
        if (!UInt256.TryAdd(Balance0, amount0, out UInt256 balance0) || !UInt256.TryAdd(Balance1, amount1, out UInt256 balance1))
        {
            return UniswapV2Status.AdditionOverflow;
        }
        (Balance0, Balance1) = (balance0, balance1);
        return UniswapV2Status.Ok;
    }

    /// <summary>Sets what the pair holds, as a token that rebases, or burns what others hold, does. The reserves stay.</summary>
    public void SetTokenBalances(in UInt256 balance0, in UInt256 balance1) => (Balance0, Balance1) = (balance0, balance1);

    /// <summary>Sets <see cref="KLast"/>, where a record of the pair shows only later that the protocol fee was on.</summary>
    public void SetKLast(in UInt256 kLast) => KLast = kLast;

    /// <summary>Moves LP tokens; to the pair itself for a burn.</summary>
    /// <returns><see cref="UniswapV2Status.SubtractionUnderflow"/> where the sender has not enough.</returns>
    public UniswapV2Status TryTransferLp(Address from, Address to, in UInt256 value) =>
        _lp.TryTransfer(from, to, value) ? UniswapV2Status.Ok : UniswapV2Status.SubtractionUnderflow;

    /// <summary>Names the holder of LP tokens out of <see cref="UnattributedSupply"/>.</summary>
    /// <returns><see cref="UniswapV2Status.SubtractionUnderflow"/> where fewer are unattributed.</returns>
    public UniswapV2Status TryAttributeLp(Address holder, in UInt256 value) =>
        _lp.TryAttribute(holder, value) ? UniswapV2Status.Ok : UniswapV2Status.SubtractionUnderflow;

    /// <summary>Mints LP tokens for what the pair holds above its reserves; rounds down: the other LPs gain.</summary>
    public UniswapV2Status TryMint(Address to, out UniswapV2Mint mint)
    {
        mint = default;
        if (!UInt256.TrySubtract(Balance0, Reserve0, out UInt256 amount0) || !UInt256.TrySubtract(Balance1, Reserve1, out UInt256 amount1))
        {
            return UniswapV2Status.SubtractionUnderflow;
        }
        UniswapV2Status status = ProtocolMint(out UInt256 protocolLiquidity, out UInt256 supply);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        bool first = supply.IsZero;
        status = first ? FirstLiquidity(amount0, amount1, out UInt256 liquidity) : ProRataLiquidity(amount0, amount1, supply, out liquidity);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        if (liquidity.IsZero)
        {
            return UniswapV2Status.InsufficientLiquidityMinted;
        }
        UInt256 locked = first ? MinimumLiquidity : default;
        if (!UInt256.TryAdd(supply, locked, out supply) || !UInt256.TryAdd(supply, liquidity, out _))
        {
            return UniswapV2Status.AdditionOverflow;
        }
        if (!FitsReserves(Balance0, Balance1))
        {
            return UniswapV2Status.Overflow;
        }
        _lp.Mint(FeeTo, protocolLiquidity);
        _lp.Mint(default, locked);
        _lp.Mint(to, liquidity);
        CommitLiquidity(Balance0, Balance1);
        mint = new UniswapV2Mint(amount0, amount1, liquidity, protocolLiquidity);
        return UniswapV2Status.Ok;
    }

    /// <summary>Burns the LP tokens that the pair itself holds, and pays out their share of what the pair holds; rounds down: the other LPs
    /// gain.</summary>
    public UniswapV2Status TryBurn(Address to, out UniswapV2Burn burn)
    {
        burn = default;
        // Read before the protocol's mint: LP tokens minted to a pair that is its own fee receiver wait for the next burn.
        UInt256 liquidity = _lp.BalanceOf(Parameters.Pair);
        UniswapV2Status status = ProtocolMint(out UInt256 protocolLiquidity, out UInt256 supply);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        status = UniswapV2Math.Share(liquidity, Balance0, supply, out UInt256 amount0);
        status = status == UniswapV2Status.Ok ? UniswapV2Math.Share(liquidity, Balance1, supply, out UInt256 amount1) : Refuse(status, out amount1);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        if (amount0.IsZero || amount1.IsZero)
        {
            return UniswapV2Status.InsufficientLiquidityBurned;
        }
        bool toItself = to == Parameters.Pair;
        UInt256 balance0 = toItself ? Balance0 : Balance0 - amount0;
        UInt256 balance1 = toItself ? Balance1 : Balance1 - amount1;
        if (!FitsReserves(balance0, balance1))
        {
            return UniswapV2Status.Overflow;
        }
        _lp.Mint(FeeTo, protocolLiquidity);
        _lp.Burn(Parameters.Pair, liquidity);
        CommitLiquidity(balance0, balance1);
        burn = new UniswapV2Burn(liquidity, amount0, amount1, protocolLiquidity);
        return UniswapV2Status.Ok;
    }

    /// <summary>Pays out either token or both, for what was deposited before: <see cref="TrySwap(in UniswapV2Amounts, Address, in UniswapV2Amounts, out UniswapV2Swap)"/>
    /// without a callback.</summary>
    public UniswapV2Status TrySwap(in UInt256 amount0Out, in UInt256 amount1Out, Address to, out UniswapV2Swap swap) =>
        TrySwap(new UniswapV2Amounts(amount0Out, amount1Out), to, default, out swap);

    /// <summary>Pays out either token or both, then takes what the receiver's callback pays, in either token or both, and accepts if the
    /// pair's product is not below what it was, the fee on what came in set aside: plain, two-sided and flash swaps alike.</summary>
    /// <param name="amountsOut">What the pair pays out.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="callbackPaid">What the receiver pays back within the call, beside what was deposited before it.</param>
    /// <param name="swap">What the pair records.</param>
    public UniswapV2Status TrySwap(in UniswapV2Amounts amountsOut, Address to, in UniswapV2Amounts callbackPaid, out UniswapV2Swap swap)
    {
        swap = default;
        if (amountsOut.Amount0.IsZero && amountsOut.Amount1.IsZero)
        {
            return UniswapV2Status.InsufficientOutputAmount;
        }
        if (amountsOut.Amount0 >= Reserve0 || amountsOut.Amount1 >= Reserve1)
        {
            return UniswapV2Status.InsufficientLiquidity;
        }
        if (!to.IsZero && (to == Parameters.Token0 || to == Parameters.Token1))
        {
            return UniswapV2Status.InvalidTo;
        }
        bool toItself = to == Parameters.Pair;
        UniswapV2Status status = Settle(Balance0, amountsOut.Amount0, callbackPaid.Amount0, toItself, out UInt256 balance0);
        status = status == UniswapV2Status.Ok ? Settle(Balance1, amountsOut.Amount1, callbackPaid.Amount1, toItself, out UInt256 balance1) : Refuse(status, out balance1);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        UniswapV2Amounts amountsIn = new(
            AmountAbove(balance0, Reserve0 - amountsOut.Amount0), AmountAbove(balance1, Reserve1 - amountsOut.Amount1));
        if (amountsIn.Amount0.IsZero && amountsIn.Amount1.IsZero)
        {
            return UniswapV2Status.InsufficientInputAmount;
        }
        status = UniswapV2Math.CheckK(new(balance0, balance1), amountsIn, new(Reserve0, Reserve1), Parameters.Fee0, Parameters.Fee1);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        if (!FitsReserves(balance0, balance1))
        {
            return UniswapV2Status.Overflow;
        }
        Commit(balance0, balance1);
        swap = new UniswapV2Swap(amountsIn.Amount0, amountsIn.Amount1, amountsOut.Amount0, amountsOut.Amount1);
        return UniswapV2Status.Ok;
    }

    /// <summary>Sends an exact input and takes the most that the formula gives for it, as the router does.</summary>
    /// <param name="zeroForOne">Whether token 0 comes in and token 1 goes out.</param>
    /// <param name="amountIn">The input; what the pair holds above its reserve already is a gift to it.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="swap">What the pair records.</param>
    public UniswapV2Status TrySwapExactIn(bool zeroForOne, in UInt256 amountIn, Address to, out UniswapV2Swap swap)
    {
        UniswapV2Status status = QuoteExactIn(zeroForOne, amountIn, out UInt256 amountOut);
        return status == UniswapV2Status.Ok ? SwapOneSided(zeroForOne, amountIn, amountOut, to, out swap) : Refuse(status, out swap);
    }

    /// <summary>Takes an exact output and sends what the formula asks for it, as the router does.</summary>
    /// <param name="zeroForOne">Whether token 0 comes in and token 1 goes out.</param>
    /// <param name="amountOut">The output.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="swap">What the pair records.</param>
    public UniswapV2Status TrySwapExactOut(bool zeroForOne, in UInt256 amountOut, Address to, out UniswapV2Swap swap)
    {
        UniswapV2Status status = QuoteExactOut(zeroForOne, amountOut, out UInt256 amountIn);
        return status == UniswapV2Status.Ok ? SwapOneSided(zeroForOne, amountIn, amountOut, to, out swap) : Refuse(status, out swap);
    }

    /// <summary>The most that the pair pays for an exact input at its reserves; rounds down.</summary>
    public UniswapV2Status QuoteExactIn(bool zeroForOne, in UInt256 amountIn, out UInt256 amountOut) =>
        UniswapV2Math.AmountOut(amountIn, zeroForOne ? Reserve0 : Reserve1, zeroForOne ? Reserve1 : Reserve0, Parameters.FeeOnInput(zeroForOne), out amountOut);

    /// <summary>What the router pays for an exact output at the pair's reserves; rounds down and adds one.</summary>
    public UniswapV2Status QuoteExactOut(bool zeroForOne, in UInt256 amountOut, out UInt256 amountIn) =>
        UniswapV2Math.AmountIn(amountOut, zeroForOne ? Reserve0 : Reserve1, zeroForOne ? Reserve1 : Reserve0, Parameters.FeeOnInput(zeroForOne), out amountIn);

    /// <summary>Pays out what the pair holds above its reserves.</summary>
    public UniswapV2Status TrySkim(Address to, out UniswapV2Amounts skimmed)
    {
        skimmed = default;
        if (!UInt256.TrySubtract(Balance0, Reserve0, out UInt256 amount0) || !UInt256.TrySubtract(Balance1, Reserve1, out UInt256 amount1))
        {
            return UniswapV2Status.SubtractionUnderflow;
        }
        if (to != Parameters.Pair)
        {
            (Balance0, Balance1) = (Reserve0, Reserve1);
        }
        skimmed = new UniswapV2Amounts(amount0, amount1);
        return UniswapV2Status.Ok;
    }

    /// <summary>Sets the reserves to what the pair holds.</summary>
    public UniswapV2Status TrySync()
    {
        if (!FitsReserves(Balance0, Balance1))
        {
            return UniswapV2Status.Overflow;
        }
        Commit(Balance0, Balance1);
        return UniswapV2Status.Ok;
    }

    /// <summary>A pair in the same state that shares nothing with this one.</summary>
    public UniswapV2Pool Copy() => new(Parameters)
    {
        Reserve0 = Reserve0,
        Reserve1 = Reserve1,
        Balance0 = Balance0,
        Balance1 = Balance1,
        KLast = KLast,
        FeeTo = FeeTo,
        _lp = _lp.Copy(),
    };

    /// <summary>The whole state, holders ascending by address.</summary>
    public UniswapV2Snapshot TakeSnapshot() => new()
    {
        Reserve0 = Reserve0,
        Reserve1 = Reserve1,
        Balance0 = Balance0,
        Balance1 = Balance1,
        TotalSupply = TotalSupply,
        KLast = KLast,
        FeeTo = FeeTo,
        LpBalances = _lp.ToSortedArray(),
    };

    /// <summary>Puts the pair in a recorded state.</summary>
    /// <exception cref="ArgumentException">A reserve needs more than 112 bits, a holder is named twice or holds nothing, or the holders hold
    /// more than the supply; the pair stays as it was.</exception>
    public void Restore(UniswapV2Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (!FitsReserves(snapshot.Reserve0, snapshot.Reserve1))
        {
            throw new ArgumentException($"Reserves {snapshot.Reserve0} and {snapshot.Reserve1} do not both fit in 112 bits.", nameof(snapshot));
        }
        _lp = UniswapV2LpLedger.FromSnapshot(snapshot);
        (Reserve0, Reserve1) = (snapshot.Reserve0, snapshot.Reserve1);
        (Balance0, Balance1) = (snapshot.Balance0, snapshot.Balance1);
        (KLast, FeeTo) = (snapshot.KLast, snapshot.FeeTo);
    }

    private static bool FitsReserves(in UInt256 balance0, in UInt256 balance1) => balance0 <= LargestReserve && balance1 <= LargestReserve;

    private static UInt256 AmountAbove(in UInt256 balance, in UInt256 remaining) => balance > remaining ? balance - remaining : default;

    private static UniswapV2Status Refuse<T>(UniswapV2Status status, out T nothing)
        where T : struct
    {
        nothing = default;
        return status;
    }

    private static UniswapV2Status Settle(in UInt256 balance, in UInt256 amountOut, in UInt256 paid, bool toItself, out UInt256 settled)
    {
        if (!UInt256.TrySubtract(balance, amountOut, out UInt256 left))
        {
            settled = default;
            return UniswapV2Status.TransferFailed;
        }
        return UInt256.TryAdd(toItself ? balance : left, paid, out settled) ? UniswapV2Status.Ok : UniswapV2Status.AdditionOverflow;
    }

    private static UniswapV2Status FirstLiquidity(in UInt256 amount0, in UInt256 amount1, out UInt256 liquidity)
    {
        liquidity = default;
        if (!UInt256.TryMultiply(amount0, amount1, out UInt256 product))
        {
            return UniswapV2Status.MultiplicationOverflow;
        }
        return UInt256.TrySubtract(FullMath.Sqrt(product), MinimumLiquidity, out liquidity) ? UniswapV2Status.Ok : UniswapV2Status.SubtractionUnderflow;
    }

    private UniswapV2Status ProRataLiquidity(in UInt256 amount0, in UInt256 amount1, in UInt256 supply, out UInt256 liquidity)
    {
        UniswapV2Status status = UniswapV2Math.Share(amount0, supply, Reserve0, out liquidity);
        if (status != UniswapV2Status.Ok)
        {
            return status;
        }
        status = UniswapV2Math.Share(amount1, supply, Reserve1, out UInt256 liquidity1);
        liquidity = liquidity1 < liquidity ? liquidity1 : liquidity;
        return status;
    }

    private UniswapV2Status ProtocolMint(out UInt256 liquidity, out UInt256 supply)
    {
        supply = _lp.TotalSupply;
        liquidity = default;
        UniswapV2Status status = FeeTo.IsZero
            ? UniswapV2Status.Ok
            : UniswapV2Math.ProtocolLiquidity(supply, Reserve0, Reserve1, KLast, Parameters.ProtocolShare, out liquidity);
        return status == UniswapV2Status.Ok && !UInt256.TryAdd(supply, liquidity, out supply) ? UniswapV2Status.AdditionOverflow : status;
    }

    private UniswapV2Status SwapOneSided(bool zeroForOne, in UInt256 amountIn, in UInt256 amountOut, Address to, out UniswapV2Swap swap) =>
        TrySwap(
            zeroForOne ? new UniswapV2Amounts(default, amountOut) : new UniswapV2Amounts(amountOut, default),
            to,
            zeroForOne ? new UniswapV2Amounts(amountIn, default) : new UniswapV2Amounts(default, amountIn),
            out swap);

    private void Commit(in UInt256 balance0, in UInt256 balance1)
    {
        (Balance0, Balance1) = (balance0, balance1);
        (Reserve0, Reserve1) = (balance0, balance1);
    }

    private void CommitLiquidity(in UInt256 balance0, in UInt256 balance1)
    {
        Commit(balance0, balance1);
        // With the fee off the contract also forgets the product, so that growth while it is off is never charged. Reserves of 112 bits
        // cannot overflow the product.
        KLast = FeeTo.IsZero ? default : balance0 * balance1;
    }
}
