namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The V3 worlds, each generated once for all tests of the class.</summary>
public sealed class UniswapV3Worlds : WorldSet
{
    /// <summary>Every spacing of the factory, odd fees, and prices at both ends of the range.</summary>
    public static readonly string[] Arguments =
    [
        "v3 --seed 1 --fee 3000 --steps 500",
        "v3 --seed 2 --fee 100 --tick-spacing 1 --steps 400",
        "v3 --seed 3 --fee 500 --start low --steps 400",
        "v3 --seed 4 --fee 10000 --start high --steps 400",
        "v3 --seed 5 --fee 2500 --tick-spacing 50 --steps 400",
        "v3 --seed 6 --fee 777 --tick-spacing 7 --start low --steps 400",
        "v3 --seed 7 --fee 123456 --tick-spacing 1 --start high --steps 400",
        "v3 --seed 8 --fee 999999 --tick-spacing 16383 --steps 400",
        "v3 --seed 9 --fee 0 --tick-spacing 3 --steps 400",
    ];

    public UniswapV3Worlds()
        : base(Arguments)
    {
    }
}
