namespace Tidemark.Tests.Numerics;

/// <summary>The shapes of the public operations: a registered oracle binds the real method to one of these.</summary>
internal static class Shapes
{
    public delegate TResult Unary<T, TResult>(in T value);

    public delegate TResult Binary<T, TResult>(in T left, in T right);

    public delegate TResult Ternary<T, TResult>(in T left, in T right, in T divisor);

    public delegate TResult Shift<T, TResult>(in T value, int count);

    public delegate bool TryBinary<T>(in T left, in T right, out T result);

    public delegate bool TryTernary<T>(in T left, in T right, in T divisor, out T result);

    public delegate void BinaryPair<T>(in T left, in T right, out T first, out T second);

    public delegate bool TryTernaryPair<T>(in T high, in T low, in T divisor, out T first, out T second);

    public delegate TResult Self<T, TResult>(ref T self);

    public delegate TResult Self<T, TArgument, TResult>(ref T self, TArgument argument)
        where TArgument : allows ref struct;

    public delegate void SelfAction<T, TArgument>(ref T self, TArgument argument)
        where TArgument : allows ref struct;

    public delegate TResult Self<T, TFirst, TSecond, TResult>(ref T self, TFirst first, TSecond second);

    public delegate bool TryFormat<T, TUnit>(ref T self, Span<TUnit> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider);

    public delegate bool TryParse<TText, T>(TText text, out T value)
        where TText : allows ref struct;

    public delegate bool TryParseWith<TText, TArgument, T>(TText text, TArgument argument, out T value)
        where TText : allows ref struct;
}
