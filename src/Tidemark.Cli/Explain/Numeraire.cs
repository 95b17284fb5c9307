namespace Tidemark.Cli.Explain;

/// <summary>What money is counted in.</summary>
internal enum Numeraire
{
    /// <summary>Token 1 of the pool.</summary>
    Token1 = 0,

    /// <summary>Token 0 of the pool.</summary>
    Token0 = 1,

    /// <summary>Dollars, by a file of prices.</summary>
    Usd = 2,
}
