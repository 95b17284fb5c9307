using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Benchmarks.Peers;

/// <summary>A pool and the swaps to make in it, as <c>bench/peers/generate.mjs</c> writes them.</summary>
internal sealed class Workload
{
    public Workload(JsonElement json)
    {
        Name = Text(json, "name");
        Pool = new UniswapV3Pool(new UniswapV3Parameters(json.GetProperty("feePips").GetInt32(), json.GetProperty("tickSpacing").GetInt32()));
        Require(Pool.Initialize(UInt256.Parse(Text(json, "sqrtPriceX96"))));
        foreach (JsonElement position in json.GetProperty("positions").EnumerateArray())
        {
            Require(Pool.Mint(
                default(Address), position.GetProperty("tickLower").GetInt32(), position.GetProperty("tickUpper").GetInt32(),
                (UInt128)UInt256.Parse(Text(position, "liquidity")), out _, out _));
        }
        Swaps = [.. json.GetProperty("swaps").EnumerateArray().Select(ToSwap)];
    }

    public string Name { get; }

    /// <summary>The pool before the swaps; to be copied.</summary>
    public UniswapV3Pool Pool { get; }

    public PeerSwap[] Swaps { get; }

    private static PeerSwap ToSwap(JsonElement json)
    {
        bool zeroForOne = json.GetProperty("zeroForOne").GetBoolean();
        return new PeerSwap(
            zeroForOne, Int256.Parse(Text(json, "amountIn")), zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static void Require(UniswapV3Revert revert)
    {
        if (revert != UniswapV3Revert.None)
        {
            throw new InvalidOperationException($"The workload's pool cannot be made: {revert}.");
        }
    }
}
