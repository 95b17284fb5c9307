namespace Tidemark.Data.Importers;

/// <summary>The ranges of values that the contracts' types and rules allow.</summary>
internal static class SolidityRange
{
    /// <summary>The largest usable tick; the smallest is its negative. Source: v3-core <c>TickMath.MAX_TICK</c>.</summary>
    public const int MaxTick = 887272;

    /// <summary>What a tick must be, for messages.</summary>
    public const string TickDescription = "a tick, a whole number from -887272 to 887272,";

    /// <summary>What a tick of a collect must be, for messages.</summary>
    public const string Int24Description = "a whole number from -8388608 to 8388607";

    /// <summary>The largest number of 24 signed bits.</summary>
    public const int MaxInt24 = (1 << 23) - 1;

    /// <summary>The smallest number of 24 signed bits.</summary>
    public const int MinInt24 = -(1 << 23);

    /// <summary>Whether the number is a tick that a pool can have.</summary>
    public static bool IsTick(int value) => value is >= -MaxTick and <= MaxTick;

    /// <summary>Whether the number fits in 24 signed bits. The contract pays nothing out of any range that anybody names, and records it, so
    /// the ticks of a collect are bound by their type alone.</summary>
    public static bool IsInt24(int value) => value is >= MinInt24 and <= MaxInt24;

    /// <summary>Whether the ticks are a range that a position can have.</summary>
    public static bool IsRange(int lower, int upper) => IsTick(lower) && IsTick(upper) && lower < upper;
}
