using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

internal sealed record ReferencePosition
{
    public BigInteger Liquidity { get; init; }

    public BigInteger Inside0 { get; init; }

    public BigInteger Inside1 { get; init; }

    public BigInteger Owed0 { get; init; }

    public BigInteger Owed1 { get; init; }
}
