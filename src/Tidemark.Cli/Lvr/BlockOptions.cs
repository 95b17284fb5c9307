using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Lvr;

/// <summary>The options that say what a swap costs and how often it is possible.</summary>
internal sealed class BlockOptions
{
    private const double DefaultSeconds = 12;

    private readonly Option<int?> _feePips = NumberOption.Whole("--fee-pips", "Also with a swap fee, in millionths: 3000 is 0.3 %.", "N", 0, 999_999);
    private readonly Option<double?> _blockSeconds = NumberOption.Positive("--block-seconds", $"The time between blocks, with --fee-pips (default {DefaultSeconds}).", "T");

    public IEnumerable<Option> All => [_feePips, _blockSeconds];

    /// <summary>The fee and the time between blocks, where a fee is given.</summary>
    public BlockTerms? Read(ParseResult result)
    {
        double? seconds = result.GetValue(_blockSeconds);
        if (result.GetValue(_feePips) is { } feePips)
        {
            return new BlockTerms(feePips, seconds ?? DefaultSeconds);
        }
        return seconds is null ? null : throw new CommandInputException("--block-seconds matters only to a pool with a fee; give --fee-pips.");
    }
}
