using System.Globalization;
using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

/// <summary>The price of a tick as the contract's product of rounded factors, and its inverse by search.</summary>
internal static class ReferenceTickMath
{
    public const int MinTick = -887272;
    public const int MaxTick = 887272;

    public static readonly BigInteger MinPrice = 4295128739;
    public static readonly BigInteger MaxPrice = BigInteger.Parse("1461446703485210103287273052203988822378723970342", CultureInfo.InvariantCulture);

    private static readonly BigInteger[] Factors =
    [
        .. new[]
        {
            "fffcb933bd6fad37aa2d162d1a594001", "fff97272373d413259a46990580e213a", "fff2e50f5f656932ef12357cf3c7fdcc",
            "ffe5caca7e10e4e61c3624eaa0941cd0", "ffcb9843d60f6159c9db58835c926644", "ff973b41fa98c081472e6896dfb254c0",
            "ff2ea16466c96a3843ec78b326b52861", "fe5dee046a99a2a811c461f1969c3053", "fcbe86c7900a88aedcffc83b479aa3a4",
            "f987a7253ac413176f2b074cf7815e54", "f3392b0822b70005940c7a398e4b70f3", "e7159475a2c29b7443b29c7fa6e889d9",
            "d097f3bdfd2022b8845ad8f792aa5825", "a9f746462d870fdf8a65dc1f90e061e5", "70d869a156d2a1b890bb3df62baf32f7",
            "31be135f97d08fd981231505542fcfa6", "09aa508b5b7a84e1c677de54f3e99bc9", "005d6af8dedb81196699c329225ee604",
            "00002216e584f5fa1ea926041bedfe98", "00000000048a170391f7dc42444e8fa2",
        }.Select(text => BigInteger.Parse("0" + text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
    ];

    public static BigInteger PriceAt(int tick)
    {
        BigInteger ratio = BigInteger.One << 128;
        for (int bit = 0; bit < Factors.Length; bit++)
        {
            if ((Math.Abs(tick) & (1 << bit)) != 0)
            {
                ratio = ratio * Factors[bit] >> 128;
            }
        }
        ratio = tick > 0 ? ReferenceMath.MaxUInt256 / ratio : ratio;
        return ReferenceMath.DivUp(ratio, BigInteger.One << 32);
    }

    public static int TickAt(BigInteger price)
    {
        (int low, int high) = (MinTick, MaxTick);
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            (low, high) = PriceAt(middle) <= price ? (middle, high) : (low, middle - 1);
        }
        return low;
    }
}
