using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

internal sealed record ReferenceTick
{
    public BigInteger Gross { get; init; }

    public BigInteger Net { get; init; }

    public BigInteger Outside0 { get; init; }

    public BigInteger Outside1 { get; init; }
}
