namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Worlds whose positions are tokens of the published position manager.</summary>
public sealed class UniswapV3TokenWorlds : WorldSet
{
    public static readonly string[] Arguments =
    [
        "manager --seed 1 --fee 3000 --steps 500",
        "manager --seed 2 --fee 500 --steps 400",
        "manager --seed 3 --fee 10000 --steps 400",
        "manager --seed 4 --fee 500 --steps 700",
    ];

    public UniswapV3TokenWorlds()
        : base(Arguments)
    {
    }
}
