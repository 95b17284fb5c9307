namespace Tidemark.IntegrationTests.Worlds;

/// <summary>The V2 worlds, each generated once for all tests of the class.</summary>
public sealed class UniswapV2Worlds : WorldSet
{
    /// <summary>Amounts of every scale: tiny ones round hard, huge ones overflow.</summary>
    public static readonly string[] Arguments =
    [
        "v2 --seed 1 --steps 400",
        "v2 --seed 2 --scale tiny --steps 400",
        "v2 --seed 3 --scale huge --steps 400",
        "v2 --seed 4 --steps 400",
        "v2 --seed 5 --scale tiny --steps 400",
        "v2 --seed 6 --scale huge --steps 400",
    ];

    public UniswapV2Worlds()
        : base(Arguments)
    {
    }
}
