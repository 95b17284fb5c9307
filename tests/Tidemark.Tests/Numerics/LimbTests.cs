using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Numerics;

public sealed class LimbTests
{
    private static readonly ulong[] Halves = [0, 1, 2, int.MaxValue, 1UL << 31, (1UL << 31) + 1, uint.MaxValue - 1, uint.MaxValue];

    [Fact]
    public void DivRemPortable_OnExtremeAndRandomHalves_AgreesWithUInt128()
    {
        ulong[] limbs = [.. from high in Halves from low in Halves select (high << 32) | low];
        foreach (ulong divisor in limbs.Where(limb => limb != 0))
        {
            foreach (ulong high in limbs.Where(limb => limb < divisor).Append(divisor - 1))
            {
                foreach (ulong low in limbs)
                {
                    Check(high, low, divisor);
                }
            }
        }
        Random random = new(Operands.Seed);
        for (int i = 0; i < 300_000; i++)
        {
            ulong divisor = unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)) >> random.Next(64);
            if (divisor != 0)
            {
                Check((ulong)random.NextInt64() % divisor, unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)), divisor);
            }
        }
    }

    private static void Check(ulong high, ulong low, ulong divisor)
    {
        (UInt128 quotient, UInt128 remainder) = UInt128.DivRem(new UInt128(high, low), divisor);
        ulong actual = Limb.DivRemPortable(high, low, divisor, out ulong rest);
        Assert.True(actual == quotient && rest == remainder, $"({high}, {low}) / {divisor}: {actual}, {rest}");
    }
}
