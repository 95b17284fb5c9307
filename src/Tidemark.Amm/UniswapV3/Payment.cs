using Tidemark.Amm.Numerics;

namespace Tidemark.Amm.UniswapV3;

/// <summary>What a caller pays within a pool's callback. <c>default</c> pays what is due.</summary>
public readonly record struct Payment
{
    private Payment(UInt256 amount0, UInt256 amount1)
    {
        IsFixed = true;
        Amount0 = amount0;
        Amount1 = amount1;
    }

    /// <summary>Pays what is due.</summary>
    public static Payment InFull => default;

    /// <summary>Whether the amounts count; otherwise what is due is paid.</summary>
    public bool IsFixed { get; }

    /// <summary>Token 0 paid.</summary>
    public UInt256 Amount0 { get; }

    /// <summary>Token 1 paid.</summary>
    public UInt256 Amount1 { get; }

    /// <summary>Pays these amounts, whatever is due.</summary>
    public static Payment Of(in UInt256 amount0, in UInt256 amount1) => new(amount0, amount1);

    internal bool Covers0(in UInt256 due) => !IsFixed || Amount0 >= due;

    internal bool Covers1(in UInt256 due) => !IsFixed || Amount1 >= due;
}
