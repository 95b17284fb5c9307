using System.CommandLine;
using Tidemark.Cli.Books;
using Tidemark.Cli.BreakEven;
using Tidemark.Cli.Explain;
using Tidemark.Cli.Greeks;
using Tidemark.Cli.Hedge;
using Tidemark.Cli.Il;
using Tidemark.Cli.Leverage;
using Tidemark.Cli.Lvr;
using Tidemark.Cli.Pairs;
using Tidemark.Cli.Protect;
using Tidemark.Cli.Replay;

namespace Tidemark.Cli;

/// <summary>All of the command line: the verbs, their AMMs and options.</summary>
internal static class TidemarkCommand
{
    public static RootCommand Create() => new("Tidemark tells a liquidity provider what a position really earned against simply holding the tokens, and why.")
    {
        BookCommand.Create(),
        BreakEvenCommand.Create(),
        ExplainCommand.Create(),
        GreeksCommand.Create(),
        HedgeCommand.Create(),
        IlCommand.Create(),
        LeverageCommand.Create(),
        LvrCommand.Create(),
        PairsCommand.Create(),
        ProtectCommand.Create(),
        ReplayCommand.Create(),
    };
}
