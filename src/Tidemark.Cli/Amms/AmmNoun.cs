using System.CommandLine;

namespace Tidemark.Cli.Amms;

/// <summary>An AMM as a word on the command line, with the options that describe a position in it.</summary>
internal abstract class AmmNoun
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract IEnumerable<Option> Options { get; }

    /// <summary>The options without which a position is whole, but not what its provider gets of it at a price.</summary>
    public virtual IEnumerable<Option> LossOptions => [];

    /// <summary>What the figures of a verb without those options leave out, as a sentence.</summary>
    public virtual string? NoteWithoutLossOptions => null;

    /// <summary>The position that the options describe.</summary>
    public abstract AmmCase Read(ParseResult result);
}
