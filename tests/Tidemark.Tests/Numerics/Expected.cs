using System.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>What an oracle answers: a value, or the type of the exception that must be thrown.</summary>
internal readonly record struct Expected(object? Value, Type? Exception)
{
    public static implicit operator Expected(BigInteger value) => new(value, null);

    public static implicit operator Expected(bool value) => new(value, null);

    public static implicit operator Expected(int value) => new((BigInteger)value, null);

    public static implicit operator Expected(string value) => new(value, null);

    public static implicit operator Expected(Type exception) => new(null, exception);

    /// <summary>Runs the operation and compares; the context is only built on failure.</summary>
    public void Check(Func<object> operation, Func<string> context)
    {
        object? actual = null;
        Exception? thrown = null;
        try
        {
            actual = operation();
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException or FormatException)
        {
            thrown = exception;
        }
        if (thrown?.GetType() != Exception || !Equals(actual, Value))
        {
            Assert.Fail($"{context()}: expected {Exception?.Name ?? Value}, got {thrown?.ToString() ?? actual}");
        }
    }
}
