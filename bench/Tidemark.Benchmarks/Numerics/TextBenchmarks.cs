using System.Globalization;
using System.Numerics;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Tidemark.Amm.Numerics;

namespace Tidemark.Benchmarks.Numerics;

/// <summary>Decimal text to 256-bit numbers and back, against BigInteger.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class TextBenchmarks
{
    private readonly byte[] _buffer = new byte[100];
    private byte[] _utf8 = [];
    private string _text = "";
    private UInt256 _value;
    private BigInteger _big;

    [Params(18, 34, 77)]
    public int Digits { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _text = "91827364554637281900192837465564738291001928374655647382910019283746556473829"[..Digits];
        _utf8 = Encoding.UTF8.GetBytes(_text);
        _value = UInt256.Parse(_text);
        _big = _value.ToBigInteger();
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("parse")]
    public BigInteger ParseBigInteger() => BigInteger.Parse(_text, CultureInfo.InvariantCulture);

    [Benchmark]
    [BenchmarkCategory("parse")]
    public UInt256 ParseUInt256() => UInt256.Parse(_utf8);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("format")]
    public string FormatBigInteger() => _big.ToString(CultureInfo.InvariantCulture);

    [Benchmark]
    [BenchmarkCategory("format")]
    public int FormatUInt256()
    {
        _ = _value.TryFormat(_buffer, out int written);
        return written;
    }
}
