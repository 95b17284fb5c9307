using Tidemark.Amm.Events;

namespace Tidemark.Tests.UniswapV2;

/// <summary>Addresses that tests name.</summary>
internal static class Holders
{
    public static Address Pair { get; } = Address.Parse("0x00000000000000000000000000000000000000fa");

    public static Address Token0 { get; } = Address.Parse("0x00000000000000000000000000000000000000a0");

    public static Address Token1 { get; } = Address.Parse("0x00000000000000000000000000000000000000a1");

    public static Address Alice { get; } = Address.Parse("0x0000000000000000000000000000000000000001");

    public static Address Bob { get; } = Address.Parse("0x0000000000000000000000000000000000000002");

    public static Address FeeTo { get; } = Address.Parse("0x00000000000000000000000000000000000000fe");
}
