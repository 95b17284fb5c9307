using Tidemark.Amm.Numerics;

namespace Tidemark.Data.States;

/// <summary>The bounds of Solidity's int128.</summary>
internal static class Int128Range
{
    /// <summary>-2^127.</summary>
    public static Int256 Least { get; } = -(Int256)(UInt256.One << 127);

    /// <summary>2^127 - 1.</summary>
    public static Int256 Most { get; } = (Int256)((UInt256.One << 127) - UInt256.One);
}
