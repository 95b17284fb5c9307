using System.Collections.Frozen;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>The shape of a log: its first topic is the Keccak-256 hash of its signature.</summary>
/// <param name="Kind">Which log it is.</param>
/// <param name="Signature">The event's signature in Solidity.</param>
/// <param name="TopicCount">How many topics it has, the first included.</param>
/// <param name="DataWords">How many words of 32 bytes its data has.</param>
/// <param name="Protocol">Which pools emit it; null for none.</param>
internal sealed record PoolLogSchema(PoolLogKind Kind, string Signature, int TopicCount, int DataWords, AmmProtocol? Protocol)
{
    private static readonly FrozenDictionary<UInt256, PoolLogSchema> ByTopic = new (string Topic, PoolLogSchema Schema)[]
    {
        // Uniswap V3: v3-core IUniswapV3PoolEvents.
        ("0x98636036cb66a9c19a37435efc1e90142190214e8abeb821bdba3f2990dd4c95", V3(PoolLogKind.V3Initialize, "Initialize(uint160,int24)", 1, 2)),
        ("0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde", V3(PoolLogKind.V3Mint, "Mint(address,address,int24,int24,uint128,uint256,uint256)", 4, 4)),
        ("0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c", V3(PoolLogKind.V3Burn, "Burn(address,int24,int24,uint128,uint256,uint256)", 4, 3)),
        ("0x70935338e69775456a85ddef226c395fb668b63fa0115f5f20610b388e6ca9c0", V3(PoolLogKind.V3Collect, "Collect(address,address,int24,int24,uint128,uint128)", 4, 3)),
        ("0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67", V3(PoolLogKind.V3Swap, "Swap(address,address,int256,int256,uint160,uint128,int24)", 3, 5)),
        ("0xbdbdb71d7860376ba52b25a5028beea23581364a40522f6bcfb86bb1f2dca633", V3(PoolLogKind.V3Flash, "Flash(address,address,uint256,uint256,uint256,uint256)", 3, 4)),
        ("0x973d8d92bb299f4af6ce49b52a8adb85ae46b9f214c4c4fc06ac77401237b133", V3(PoolLogKind.V3SetFeeProtocol, "SetFeeProtocol(uint8,uint8,uint8,uint8)", 1, 4)),
        ("0x596b573906218d3411850b26a6b437d6c4522fdb43d2d2386263f86d50b8b151", V3(PoolLogKind.V3CollectProtocol, "CollectProtocol(address,address,uint128,uint128)", 3, 2)),

        // PancakeSwap V3: two protocol fees behind the swap, wider shares.
        ("0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83", V3(PoolLogKind.V3Swap, "Swap(address,address,int256,int256,uint160,uint128,int24,uint128,uint128)", 3, 7)),
        ("0xb3159fed3ddfba67bae294599eafe2d0ec98c08bb38e0e5fb87d33154b6e05aa", V3(PoolLogKind.V3SetFeeProtocol, "SetFeeProtocol(uint32,uint32,uint32,uint32)", 1, 4)),

        // Uniswap V2: v2-core IUniswapV2Pair.
        ("0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f", V2(PoolLogKind.V2Mint, "Mint(address,uint256,uint256)", 2, 2)),
        ("0xdccd412f0b1252819cb1fd330b93224ca42612892bb3f4f789976e6d81936496", V2(PoolLogKind.V2Burn, "Burn(address,uint256,uint256,address)", 3, 2)),
        ("0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822", V2(PoolLogKind.V2Swap, "Swap(address,uint256,uint256,uint256,uint256,address)", 3, 4)),
        ("0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1", V2(PoolLogKind.V2Sync, "Sync(uint112,uint112)", 1, 2)),
        ("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", V2(PoolLogKind.V2Transfer, "Transfer(address,address,uint256)", 3, 1)),

        // Uniswap's position manager, whose logs are often exported in the same way: v3-periphery INonfungiblePositionManager.
        ("0x3067048beee31b25b2f1681f88dac838c8bba36af25bfb2b7cf7473a5847e35f", Manager("IncreaseLiquidity(uint256,uint128,uint256,uint256)")),
        ("0x26f6a048ee9138f2c0ce266f322cb99228e8d619ae2bff30c67f8dcf9d2377b4", Manager("DecreaseLiquidity(uint256,uint128,uint256,uint256)")),
        ("0x40d0efd1a53d60ecbf40971b9daf7dc90178c3aadc7aab1765632738fa8b8f01", Manager("Collect(uint256,address,uint256,uint256)")),
    }.ToFrozenDictionary(entry => UInt256.Parse(entry.Topic), entry => entry.Schema);

    /// <summary>All known first topics with their signatures.</summary>
    public static IEnumerable<KeyValuePair<UInt256, PoolLogSchema>> All => ByTopic;

    /// <summary>Finds the log with a first topic; null where it is not known.</summary>
    public static PoolLogSchema? Find(in UInt256 topic) => ByTopic.GetValueOrDefault(topic);

    private static PoolLogSchema V3(PoolLogKind kind, string signature, int topicCount, int dataWords) => new(kind, signature, topicCount, dataWords, AmmProtocol.UniswapV3);

    private static PoolLogSchema V2(PoolLogKind kind, string signature, int topicCount, int dataWords) => new(kind, signature, topicCount, dataWords, AmmProtocol.UniswapV2);

    private static PoolLogSchema Manager(string signature) => new(PoolLogKind.PositionManager, signature, 2, 3, null);
}
