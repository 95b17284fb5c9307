using System.Numerics;
using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The pool's positions at the end of a world, by the numbers of the contract alone.</summary>
internal sealed class FinalPositions(RecordedWorld world)
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    private readonly Dictionary<int, JsonElement> _ticks = Last(world, "ticks", static tick => tick.Number("tick"));
    private readonly Dictionary<string, JsonElement> _positions = Last(world, "positions", static position => Name(position.Address("owner"), position));

    public JsonElement this[string name] => _positions[name];

    /// <summary>How a position is called, from what has its ticks.</summary>
    public static string Name(Address owner, JsonElement of) => $"{owner} {of.Number("tickLower")}:{of.Number("tickUpper")}";

    /// <summary>What a burn of nothing and a collect of everything would give now; the contract counts it modulo 2^128.</summary>
    public OwedBalance Available(string name) => new(Available(_positions[name], 0), Available(_positions[name], 1));

    private UInt256 Available(JsonElement position, int token)
    {
        JsonElement state = world.FinalState;
        BigInteger global = state.Unsigned($"feeGrowthGlobal{token}X128").ToBigInteger();
        BigInteger lower = _ticks[position.Number("tickLower")].Unsigned($"feeGrowthOutside{token}X128").ToBigInteger();
        BigInteger upper = _ticks[position.Number("tickUpper")].Unsigned($"feeGrowthOutside{token}X128").ToBigInteger();
        BigInteger below = state.Number("tick") >= position.Number("tickLower") ? lower : global - lower;
        BigInteger above = state.Number("tick") < position.Number("tickUpper") ? upper : global - upper;
        BigInteger grown = ((global - below - above - position.Unsigned($"feeGrowthInside{token}LastX128").ToBigInteger()) % Modulus + Modulus) % Modulus;
        BigInteger earned = (grown * position.Unsigned("liquidity").ToBigInteger()) >> 128;
        return UInt256.FromBigInteger((position.Unsigned($"tokensOwed{token}").ToBigInteger() + earned) % (BigInteger.One << 128));
    }

    private static Dictionary<TKey, JsonElement> Last<TKey>(RecordedWorld world, string list, Func<JsonElement, TKey> key)
        where TKey : notnull => world.Steps.SelectMany(step => step.GetProperty(list).EnumerateArray()).GroupBy(key).ToDictionary(static group => group.Key, static group => group.Last());
}
