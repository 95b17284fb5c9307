using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>What a replay of a V2 pair knows before the first event.</summary>
public sealed record UniswapV2ReplayOptions
{
    /// <summary>How many mismatches are kept by default.</summary>
    public const int DefaultMaximumMismatches = 1000;

    /// <summary>Stands for a pair whose address is not known; the replay learns it from the first burn.</summary>
    public static Address UnknownPair { get; } = Address.Parse("0xffffffffffffffffffffffffffffffffffffffff");

    /// <summary>The pair's addresses, fee and protocol share.</summary>
    public required UniswapV2Parameters Parameters { get; init; }

    /// <summary>The pair before the first event; an empty snapshot where the tape begins at its creation. <c>null</c>: unknown, and then
    /// the reserves are known from the first Sync on, and the LP supply only if the tape holds the very first mint.</summary>
    public UniswapV2Snapshot? InitialState { get; init; }

    /// <summary>Whether the pair's tokens may take from its balance without a call to it, as rebasing and reflecting tokens do. Where
    /// false, a swap, burn or lone Sync after which the pair holds less than it should is a mismatch. Default: false.</summary>
    public bool BalancesMayFall { get; init; }

    /// <summary>How many mismatches are kept; all are counted. Default: <see cref="DefaultMaximumMismatches"/>.</summary>
    public int MaximumMismatches { get; init; } = DefaultMaximumMismatches;

    /// <summary>The options that a tape's header implies: its addresses where it names them, its fee, or 0.3 % where it names none.</summary>
    /// <param name="header">The tape's header.</param>
    /// <param name="protocolShare">The protocol's share; <c>null</c>: Uniswap's.</param>
    /// <exception cref="ArgumentException">The tape is not a V2 tape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fee is negative, or a million millionths or more.</exception>
    public static UniswapV2ReplayOptions FromHeader(TapeHeader header, UniswapV2ProtocolShare? protocolShare = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Protocol != AmmProtocol.UniswapV2)
        {
            throw new ArgumentException($"A tape of {header.Protocol} is not a tape of {AmmProtocol.UniswapV2}.", nameof(header));
        }
        int feePips = header.FeePips ?? 3000;
        ArgumentOutOfRangeException.ThrowIfNegative(feePips, nameof(header));
        UniswapV2Fee fee = UniswapV2Fee.FromPips((uint)feePips);
        return new UniswapV2ReplayOptions
        {
            Parameters = new UniswapV2Parameters
            {
                Pair = header.Pool ?? UnknownPair,
                Token0 = header.Token0 ?? default,
                Token1 = header.Token1 ?? default,
                Fee0 = fee,
                Fee1 = fee,
                ProtocolShare = protocolShare ?? UniswapV2ProtocolShare.Uniswap,
            },
        };
    }
}
