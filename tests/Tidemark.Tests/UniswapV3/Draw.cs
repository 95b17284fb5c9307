using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Seeded random operands whose sizes are spread evenly over their bit lengths, so that extremes are common.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int end) => _random.Next(end);

    public int Between(int first, int last) => _random.Next(first, last + 1);

    public bool OneIn(int n) => _random.Next(n) == 0;

    public BigInteger Bits(int bits)
    {
        byte[] bytes = new byte[(bits / 8) + 1];
        _random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << bits) - 1);
    }

    /// <summary>A number of at most so many bits, of any length; often a power of two or next to one.</summary>
    public BigInteger UpTo(int bits)
    {
        int length = Between(0, bits);
        BigInteger value = Below(4) switch
        {
            0 => (BigInteger.One << length) - Below(3),
            _ => Bits(length),
        };
        return BigInteger.Clamp(value, 0, (BigInteger.One << bits) - 1);
    }

    public BigInteger Below(BigInteger end) => Bits((int)end.GetBitLength() + 8) % end;
}
