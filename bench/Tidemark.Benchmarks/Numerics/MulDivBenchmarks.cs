using System.Numerics;
using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Numerics;

namespace Tidemark.Benchmarks.Numerics;

/// <summary>floor(a * b / c) for operands as long as a swap's, against the platform's integers.</summary>
[MemoryDiagnoser]
public class MulDivBenchmarks
{
    private readonly UInt256[] _left = new UInt256[256];
    private readonly UInt256[] _right = new UInt256[256];
    private readonly UInt256[] _divisor = new UInt256[256];
    private readonly BigInteger[] _bigLeft = new BigInteger[256];
    private readonly BigInteger[] _bigRight = new BigInteger[256];
    private readonly BigInteger[] _bigDivisor = new BigInteger[256];
    private int _index;

    [Params("64x20/20", "128x96/112", "224x112/192", "256x256/256")]
    public string Bits { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        string[] bits = Bits.Split('x', '/');
        Random random = new(1);
        for (int i = 0; i < _left.Length; i++)
        {
            _bigLeft[i] = OfBits(random, bits[0]);
            _bigRight[i] = OfBits(random, bits[1]);
            // A quotient of more than 256 bits is refused; the divisor is then the greatest of the three.
            _bigDivisor[i] = OfBits(random, bits[2]);
            _bigRight[i] = bits[2] == "256" ? BigInteger.Min(_bigRight[i], _bigDivisor[i]) : _bigRight[i];
            _left[i] = UInt256.FromBigInteger(_bigLeft[i]);
            _right[i] = UInt256.FromBigInteger(_bigRight[i]);
            _divisor[i] = UInt256.FromBigInteger(_bigDivisor[i]);
        }
    }

    [Benchmark(Baseline = true)]
    public BigInteger BigIntegerMulDiv()
    {
        int i = _index++ & 255;
        return _bigLeft[i] * _bigRight[i] / _bigDivisor[i];
    }

    [Benchmark]
    public UInt256 FullMathMulDiv()
    {
        int i = _index++ & 255;
        return FullMath.MulDiv(_left[i], _right[i], _divisor[i]);
    }

    [Benchmark]
    public UInt256 FullMathMulDivRoundingUp()
    {
        int i = _index++ & 255;
        return FullMath.MulDivRoundingUp(_left[i], _right[i], _divisor[i]);
    }

    internal static BigInteger OfBits(Random random, string bits)
    {
        int length = int.Parse(bits, System.Globalization.CultureInfo.InvariantCulture);
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        BigInteger top = BigInteger.One << (length - 1);
        return top | (new BigInteger(bytes, isUnsigned: true) & (top - 1));
    }
}
