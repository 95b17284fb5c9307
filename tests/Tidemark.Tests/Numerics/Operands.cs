using System.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>Operands of 0 to 2^256 - 1 that reach the branches of the limb arithmetic, and random ones.</summary>
internal static class Operands
{
    public const int Seed = 20211104;

    private static readonly BigInteger[] Limbs = [0, 1, (BigInteger.One << 63) - 1, BigInteger.One << 63, ulong.MaxValue - 1, ulong.MaxValue];

    public static BigInteger[] Table { get; } = [.. Build().Distinct().Order()];

    /// <summary>Operands of every bit length, or of limbs that are extreme, alike.</summary>
    public static BigInteger Random(Random random)
    {
        if (random.Next(2) == 0)
        {
            return Bits(random, random.Next(257));
        }
        BigInteger value = 0;
        int count = random.Next(1, 5);
        for (int i = 0; i < count; i++)
        {
            value = (value << 64) + (random.Next(3) == 0 ? Bits(random, 64) : Limbs[random.Next(Limbs.Length)]);
        }
        return value;
    }

    public static BigInteger Bits(Random random, int count)
    {
        byte[] bytes = new byte[33];
        random.NextBytes(bytes);
        return (new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << count) - 1)) | ((BigInteger.One << count) >> 1);
    }

    private static IEnumerable<BigInteger> Build()
    {
        yield return 0;
        yield return 2;
        yield return 3;
        yield return 10;
        yield return 1_000_000;
        foreach (int exponent in (int[])[0, 1, 31, 32, 33, 63, 64, 65, 96, 127, 128, 129, 160, 191, 192, 193, 254, 255])
        {
            yield return (BigInteger.One << exponent) - 1;
            yield return BigInteger.One << exponent;
            yield return (BigInteger.One << exponent) + 1;
        }
        yield return (BigInteger.One << 256) - 2;
        yield return (BigInteger.One << 256) - 1;
        // Divisors with the top bit set and a second limb that makes the first estimate of a quotient limb too large.
        yield return (BigInteger.One << 127) + ulong.MaxValue;
        yield return (BigInteger.One << 191) + (BigInteger.One << 128) - 1;
        yield return (BigInteger.One << 255) + (BigInteger.One << 192) - 1;
        yield return (BigInteger.One << 255) + ulong.MaxValue;
        yield return BigInteger.Pow(10, 19) - 1;
        yield return BigInteger.Pow(10, 19);
        yield return BigInteger.Pow(10, 38);
        yield return BigInteger.Pow(10, 57) - 1;
        yield return BigInteger.Pow(10, 76);
        yield return BigInteger.Pow(10, 77);
        yield return BigInteger.Parse("1461446703485210103287273052203988822378723970342");
    }
}
