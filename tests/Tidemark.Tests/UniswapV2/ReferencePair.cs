using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.UniswapV2;

/// <summary>The pair's contract, statement by statement, over big integers: slow, naive, reverting by exception and undoing nothing.</summary>
internal sealed class ReferencePair
{
    private static readonly BigInteger Word = BigInteger.One << 256;
    private static readonly BigInteger MaxUint112 = (BigInteger.One << 112) - 1;

    /// <summary>The logs of all calls, in order, positions left to the caller.</summary>
    public List<PoolEvent> Logs { get; private set; } = [];

    public SortedDictionary<Address, BigInteger> BalanceOf { get; private set; } = [];

    public BigInteger TotalSupply { get; private set; }

    public BigInteger Reserve0 { get; private set; }

    public BigInteger Reserve1 { get; private set; }

    public BigInteger KLast { get; private set; }

    public BigInteger Token0Balance { get; set; }

    public BigInteger Token1Balance { get; set; }

    public Address FeeTo { get; set; }

    public int FeeNumerator { get; init; } = 3;

    public int FeeDenominator { get; init; } = 1000;

    public int GrowthFactor { get; init; } = 1;

    public int RootKFactor { get; init; } = 5;

    public int RootKLastFactor { get; init; } = 1;

    public ReferencePair Clone()
    {
        var copy = (ReferencePair)MemberwiseClone();
        copy.BalanceOf = new SortedDictionary<Address, BigInteger>(BalanceOf);
        copy.Logs = [];
        return copy;
    }

    public BigInteger Lp(Address holder) => BalanceOf.GetValueOrDefault(holder);

    public void Deposit(BigInteger amount0, BigInteger amount1)
    {
        Token0Balance = Add(Token0Balance, amount0);
        Token1Balance = Add(Token1Balance, amount1);
    }

    public void Transfer(Address from, Address to, BigInteger value)
    {
        Set(from, Sub(Lp(from), value));
        Set(to, Add(Lp(to), value));
        LogTransfer(from, to, value);
    }

    public (BigInteger Liquidity, BigInteger Amount0, BigInteger Amount1) Mint(Address to)
    {
        BigInteger reserve0 = Reserve0, reserve1 = Reserve1, balance0 = Token0Balance, balance1 = Token1Balance;
        BigInteger amount0 = Sub(balance0, reserve0);
        BigInteger amount1 = Sub(balance1, reserve1);
        bool feeOn = MintFee(reserve0, reserve1);
        BigInteger supply = TotalSupply;
        BigInteger liquidity;
        if (supply.IsZero)
        {
            liquidity = Sub(Sqrt(Mul(amount0, amount1)), 1000);
            MintLp(default, 1000);
        }
        else
        {
            liquidity = BigInteger.Min(Div(Mul(amount0, supply), reserve0), Div(Mul(amount1, supply), reserve1));
        }
        Require(liquidity > 0, "INSUFFICIENT_LIQUIDITY_MINTED");
        MintLp(to, liquidity);
        Update(balance0, balance1);
        if (feeOn)
        {
            KLast = Mul(Reserve0, Reserve1);
        }
        Log(PoolEventKind.Mint, amount0, amount1, PoolEventFields.None);
        return (liquidity, amount0, amount1);
    }

    public (BigInteger Liquidity, BigInteger Amount0, BigInteger Amount1) Burn(Address to)
    {
        BigInteger balance0 = Token0Balance, balance1 = Token1Balance;
        BigInteger liquidity = Lp(Holders.Pair);
        bool feeOn = MintFee(Reserve0, Reserve1);
        BigInteger supply = TotalSupply;
        BigInteger amount0 = Div(Mul(liquidity, balance0), supply);
        BigInteger amount1 = Div(Mul(liquidity, balance1), supply);
        Require(amount0 > 0 && amount1 > 0, "INSUFFICIENT_LIQUIDITY_BURNED");
        Set(Holders.Pair, Sub(Lp(Holders.Pair), liquidity));
        TotalSupply = Sub(TotalSupply, liquidity);
        LogTransfer(Holders.Pair, default, liquidity);
        Pay(to, amount0, amount1);
        Update(Token0Balance, Token1Balance);
        if (feeOn)
        {
            KLast = Mul(Reserve0, Reserve1);
        }
        Log(PoolEventKind.Burn, amount0, amount1, PoolEventFields.Recipient, to);
        return (liquidity, amount0, amount1);
    }

    public (BigInteger Amount0In, BigInteger Amount1In) Swap(BigInteger amount0Out, BigInteger amount1Out, Address to, BigInteger paid0, BigInteger paid1)
    {
        Require(amount0Out > 0 || amount1Out > 0, "INSUFFICIENT_OUTPUT_AMOUNT");
        Require(amount0Out < Reserve0 && amount1Out < Reserve1, "INSUFFICIENT_LIQUIDITY");
        Require(to != Holders.Token0 && to != Holders.Token1, "INVALID_TO");
        Pay(to, amount0Out, amount1Out);
        Deposit(paid0, paid1);
        BigInteger balance0 = Token0Balance, balance1 = Token1Balance;
        BigInteger amount0In = balance0 > Reserve0 - amount0Out ? balance0 - (Reserve0 - amount0Out) : 0;
        BigInteger amount1In = balance1 > Reserve1 - amount1Out ? balance1 - (Reserve1 - amount1Out) : 0;
        Require(amount0In > 0 || amount1In > 0, "INSUFFICIENT_INPUT_AMOUNT");
        BigInteger adjusted0 = Sub(Mul(balance0, FeeDenominator), Mul(amount0In, FeeNumerator));
        BigInteger adjusted1 = Sub(Mul(balance1, FeeDenominator), Mul(amount1In, FeeNumerator));
        Require(Mul(adjusted0, adjusted1) >= Mul(Mul(Reserve0, Reserve1), BigInteger.Pow(FeeDenominator, 2)), "K");
        Update(balance0, balance1);
        Log(PoolEventKind.Swap, amount0In, amount1In, PoolEventFields.Recipient | PoolEventFields.AmountsOut, to, amount0Out, amount1Out);
        return (amount0In, amount1In);
    }

    public void Skim(Address to) => Pay(to, Sub(Token0Balance, Reserve0), Sub(Token1Balance, Reserve1));

    public void Sync() => Update(Token0Balance, Token1Balance);

    public static BigInteger Sqrt(BigInteger value)
    {
        BigInteger z = value;
        if (value > 3)
        {
            BigInteger x = (value / 2) + 1;
            while (x < z)
            {
                z = x;
                x = ((value / x) + x) / 2;
            }
        }
        else if (!value.IsZero)
        {
            z = 1;
        }
        return z;
    }

    private static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new ReferenceRevertException(reason);
        }
    }

    private static BigInteger Add(BigInteger left, BigInteger right)
    {
        Require(left + right < Word, "ds-math-add-overflow");
        return left + right;
    }

    private static BigInteger Sub(BigInteger left, BigInteger right)
    {
        Require(left >= right, "ds-math-sub-underflow");
        return left - right;
    }

    private static BigInteger Mul(BigInteger left, BigInteger right)
    {
        Require(left * right < Word, "ds-math-mul-overflow");
        return left * right;
    }

    private static BigInteger Div(BigInteger left, BigInteger right)
    {
        Require(!right.IsZero, "invalid opcode");
        return left / right;
    }

    private bool MintFee(BigInteger reserve0, BigInteger reserve1)
    {
        bool feeOn = FeeTo != default;
        if (feeOn)
        {
            if (!KLast.IsZero)
            {
                BigInteger rootK = Sqrt(Mul(reserve0, reserve1));
                BigInteger rootKLast = Sqrt(KLast);
                if (rootK > rootKLast)
                {
                    BigInteger numerator = Mul(Mul(TotalSupply, Sub(rootK, rootKLast)), GrowthFactor);
                    BigInteger denominator = Add(Mul(rootK, RootKFactor), Mul(rootKLast, RootKLastFactor));
                    BigInteger liquidity = numerator / denominator;
                    if (liquidity > 0)
                    {
                        MintLp(FeeTo, liquidity);
                    }
                }
            }
        }
        else if (!KLast.IsZero)
        {
            KLast = 0;
        }
        return feeOn;
    }

    private void MintLp(Address to, BigInteger value)
    {
        TotalSupply = Add(TotalSupply, value);
        Set(to, Add(Lp(to), value));
        LogTransfer(default, to, value);
    }

    private void LogTransfer(Address from, Address to, BigInteger value) => Logs.Add(new PoolEvent
    {
        Kind = PoolEventKind.Transfer,
        Owner = from,
        Recipient = to,
        Liquidity = UInt256.FromBigInteger(value),
        Recorded = PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Liquidity,
    });

    private void Log(
        PoolEventKind kind, BigInteger amount0, BigInteger amount1, PoolEventFields more, Address to = default, BigInteger amount0Out = default, BigInteger amount1Out = default) =>
        Logs.Add(new PoolEvent
        {
            Kind = kind,
            Amount0 = (Int256)UInt256.FromBigInteger(amount0),
            Amount1 = (Int256)UInt256.FromBigInteger(amount1),
            Recipient = to,
            Amount0Out = UInt256.FromBigInteger(amount0Out),
            Amount1Out = UInt256.FromBigInteger(amount1Out),
            Recorded = PoolEventFields.Amount0 | PoolEventFields.Amount1 | more,
        });

    private void Pay(Address to, BigInteger amount0, BigInteger amount1)
    {
        Require(amount0 <= Token0Balance && amount1 <= Token1Balance, "TRANSFER_FAILED");
        if (to != Holders.Pair)
        {
            Token0Balance -= amount0;
            Token1Balance -= amount1;
        }
    }

    private void Update(BigInteger balance0, BigInteger balance1)
    {
        Require(balance0 <= MaxUint112 && balance1 <= MaxUint112, "OVERFLOW");
        Reserve0 = balance0;
        Reserve1 = balance1;
        Log(PoolEventKind.Sync, balance0, balance1, PoolEventFields.None);
    }

    private void Set(Address holder, BigInteger value)
    {
        if (value.IsZero)
        {
            BalanceOf.Remove(holder);
        }
        else
        {
            BalanceOf[holder] = value;
        }
    }
}
