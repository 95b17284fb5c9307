namespace Tidemark.Tests.Architecture;

/// <summary>Code that the scans must find fault with.</summary>
internal static class ScanSamples
{
    internal static class FloatingField
    {
        public static readonly double[] Values = [1];
    }

    internal static class FloatingConstant
    {
        public static bool IsLarge(string text) => text.Length > text.GetHashCode(StringComparison.Ordinal) * 1.5;
    }

    internal static class FloatingCall
    {
        public static int Root(int value) => (int)Math.Sqrt(value);
    }

    internal static class FloatingParameter
    {
        public static bool Any(float? value) => value is not null;
    }

    internal static class FloatingGeneric
    {
        public static int Size() => System.Runtime.CompilerServices.Unsafe.SizeOf<Half>();
    }

    internal static class DecimalLocal
    {
        public static int Cents(int whole)
        {
            decimal value = whole;
            return (int)(value * 100);
        }
    }

    internal static class ReadsFile
    {
        public static bool Exists(string path) => File.Exists(path);
    }

    internal static class ReadsClock
    {
        public static long Ticks() => DateTime.UtcNow.Ticks;
    }

    internal static class Throws
    {
        public static int Dice() => new Random().Next();
    }

    internal static class Prints
    {
        public static void Line() => Console.WriteLine();
    }

    internal static class ReadsEnvironment
    {
        public static string Machine() => Environment.MachineName;
    }

    internal static class Clean
    {
        public static long Sum(long left, long right) => left + right;
    }
}
