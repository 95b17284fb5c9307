using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

internal sealed record ReferenceSwap(BigInteger Amount0, BigInteger Amount1, BigInteger Price, int Tick, BigInteger Liquidity, BigInteger Fee, int Crossed);
