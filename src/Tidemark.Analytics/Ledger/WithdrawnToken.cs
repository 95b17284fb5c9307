using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>A withdrawn token, or the part of it that comes from one deposit, with what it cost.</summary>
/// <typeparam name="T">The numbers of values.</typeparam>
/// <param name="Token">The token.</param>
/// <param name="BaseUnits">The amount; a fraction of a base unit can belong to a deposit.</param>
/// <param name="Acquired">When the deposit was made; null where the cost is an average of several.</param>
/// <param name="Withdrawn">When it was withdrawn.</param>
/// <param name="Cost">What was deposited for it, at the prices of the deposit.</param>
/// <param name="Value">What it was worth when it was withdrawn.</param>
/// <remarks>The default is nothing and cost nothing.</remarks>
public readonly record struct WithdrawnToken<T>(string Token, T BaseUnits, DateTimeOffset? Acquired, DateTimeOffset Withdrawn, T Cost, T Value)
    where T : struct, INumber<T>
{
    /// <summary>What it was worth less what it cost: plus is a gain.</summary>
    public T Gain => Value - Cost;
}
