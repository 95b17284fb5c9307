using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>A profit in the numeraire: plus is what the LP gained.</summary>
/// <typeparam name="T">The numbers of values.</typeparam>
/// <param name="Realised">What can no longer change: it has been paid, or belongs to what was withdrawn.</param>
/// <param name="Unrealised">What belongs to what is still there, at the prices of the end.</param>
/// <remarks>The default is none.</remarks>
public readonly record struct Profit<T>(T Realised, T Unrealised) : IAdditionOperators<Profit<T>, Profit<T>, Profit<T>>
    where T : struct, INumber<T>
{
    /// <summary>Both.</summary>
    public T Total => Realised + Unrealised;

    /// <summary>Adds both sides.</summary>
    public static Profit<T> operator +(Profit<T> left, Profit<T> right) => new(left.Realised + right.Realised, left.Unrealised + right.Unrealised);

    /// <summary>Turns a gain into a loss.</summary>
    public static Profit<T> operator -(Profit<T> profit) => new(-profit.Realised, -profit.Unrealised);
}
