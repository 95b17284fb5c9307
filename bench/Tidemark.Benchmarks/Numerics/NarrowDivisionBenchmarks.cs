using System.Numerics;
using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Numerics;

namespace Tidemark.Benchmarks.Numerics;

/// <summary>Division of numbers that 128 bits hold, where the platform's UInt128 could serve too.</summary>
[MemoryDiagnoser]
public class NarrowDivisionBenchmarks
{
    private readonly UInt128[] _dividend = new UInt128[256];
    private readonly UInt128[] _divisor = new UInt128[256];
    private int _index;

    [GlobalSetup]
    public void Fill()
    {
        Random random = new(1);
        for (int i = 0; i < _dividend.Length; i++)
        {
            _dividend[i] = (UInt128)MulDivBenchmarks.OfBits(random, "127");
            _divisor[i] = (UInt128)MulDivBenchmarks.OfBits(random, "80");
        }
    }

    [Benchmark(Baseline = true)]
    public UInt128 UInt128Division()
    {
        int i = _index++ & 255;
        return _dividend[i] / _divisor[i];
    }

    [Benchmark]
    public UInt256 UInt256Division()
    {
        int i = _index++ & 255;
        return (UInt256)_dividend[i] / _divisor[i];
    }

    [Benchmark]
    public BigInteger BigIntegerDivision()
    {
        int i = _index++ & 255;
        return (BigInteger)_dividend[i] / _divisor[i];
    }
}
