namespace Tidemark.Data.Importers;

/// <summary>The ranges of values that the contracts' types and rules allow.</summary>
internal static class SolidityRange
{
    /// <summary>The largest usable tick; the smallest is its negative. Source: v3-core <c>TickMath.MAX_TICK</c>.</summary>
    public const int MaxTick = 887272;

    /// <summary>What a tick must be, for messages.</summary>
    public const string TickDescription = "a tick, a whole number from -887272 to 887272,";

    /// <summary>Whether the number is a tick that a pool can have.</summary>
    public static bool IsTick(int value) => value is >= -MaxTick and <= MaxTick;
}
