using Tidemark.Amm.Events;

namespace Tidemark.Amm.UniswapV2;

/// <summary>What never changes in a pair: its addresses, its fee and the protocol's share. The defaults are Uniswap V2's.</summary>
public sealed record UniswapV2Parameters
{
    private UniswapV2Fee _fee0 = UniswapV2Fee.Uniswap;
    private UniswapV2Fee _fee1 = UniswapV2Fee.Uniswap;
    private UniswapV2ProtocolShare _protocolShare = UniswapV2ProtocolShare.Uniswap;
    private Address _pair;

    /// <summary>The pair's own address, which holds the LP tokens about to be burned.</summary>
    /// <exception cref="ArgumentException">The zero address, which holds the minimum liquidity.</exception>
    public required Address Pair
    {
        get => _pair;
        init => _pair = value.IsZero ? throw new ArgumentException("A pair has an address: the zero address holds the minimum liquidity.", nameof(value)) : value;
    }

    /// <summary>Token 0; the zero address where unknown, and then a swap may pay out to it unnoticed.</summary>
    public Address Token0 { get; init; }

    /// <summary>Token 1; as <see cref="Token0"/>.</summary>
    public Address Token1 { get; init; }

    /// <summary>The fee on what comes in of token 0.</summary>
    /// <exception cref="ArgumentException">The default value, which is not a fee.</exception>
    public UniswapV2Fee Fee0
    {
        get => _fee0;
        init => _fee0 = Checked(value);
    }

    /// <summary>The fee on what comes in of token 1; differs from <see cref="Fee0"/> only in forks with a fee per direction.</summary>
    /// <exception cref="ArgumentException">The default value, which is not a fee.</exception>
    public UniswapV2Fee Fee1
    {
        get => _fee1;
        init => _fee1 = Checked(value);
    }

    /// <summary>What the protocol takes while its fee is on.</summary>
    /// <exception cref="ArgumentException">The default value, which is not a share.</exception>
    public UniswapV2ProtocolShare ProtocolShare
    {
        get => _protocolShare;
        init => _protocolShare = value.Denominator == 0 ? throw new ArgumentException("The default value is not a share.", nameof(value)) : value;
    }

    /// <summary>A pair of Uniswap V2 or SushiSwap: fee 3/1000, protocol share 1/6.</summary>
    public static UniswapV2Parameters ForUniswap(Address pair) => new() { Pair = pair };

    /// <summary>A pair of PancakeSwap V2: fee 25/10000, protocol share 8/25.</summary>
    public static UniswapV2Parameters ForPancakeSwap(Address pair) =>
        new() { Pair = pair, Fee0 = UniswapV2Fee.PancakeSwap, Fee1 = UniswapV2Fee.PancakeSwap, ProtocolShare = UniswapV2ProtocolShare.PancakeSwap };

    /// <summary>The fee on the token that comes in.</summary>
    public UniswapV2Fee FeeOnInput(bool zeroForOne) => zeroForOne ? Fee0 : Fee1;

    private static UniswapV2Fee Checked(UniswapV2Fee fee) =>
        fee.Denominator == 0 ? throw new ArgumentException("The default value is not a fee.", nameof(fee)) : fee;
}
