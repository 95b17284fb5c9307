using System.CommandLine;
using System.Text.RegularExpressions;
using System.Globalization;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;
using Tidemark.Cli.Replay;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>The options of <c>explain</c>.</summary>
internal sealed partial class ExplainOptions
{
    private const int MostDecimals = 36;
    private const int UsualDecimals = 18;

    private readonly TapeOptions _tape = new(" Or demeter-fetch minute bars, for positions that were not there.");
    private readonly Option<bool> _all = new("--all") { Description = "Explain every position of the tape, the best net result first." };
    private readonly Option<ulong?> _tokenId = Parsed<ulong?>("--token-id", "The position with this token id of the position manager, where the tape has token ids.", "N", "a whole number", static word => ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong id) ? id : null);
    private readonly Option<Address?> _owner = Parsed<Address?>("--owner", "The positions of this owner, as a V3 pool knows it, or one of them with --lower and --upper; or a holder of a V2 pair's LP tokens.", "A", "an address, 0x and 40 hexadecimal digits", static word => Address.TryParse(word, out Address owner) ? owner : null);
    private readonly Option<int?> _lower = NumberOption.Whole("--lower", "The lower tick, of a position of --owner or, with --amount0 or --amount1, of one that was not there.", "T", TickMath.MinTick, TickMath.MaxTick);
    private readonly Option<int?> _upper = NumberOption.Whole("--upper", "The upper tick, as --lower.", "T", TickMath.MinTick, TickMath.MaxTick);
    private readonly Option<(double From, double To)?> _range = Parsed<(double, double)?>("--range", "A position that was not there, between two prices; with --amount0 or --amount1.", "P1:P2", "two different positive prices such as 1500:2500", Range);
    private readonly Option<bool> _fullRange = new("--full-range") { Description = "A position that was not there, over all prices; with --amount0 and --amount1." };
    private readonly Option<string?> _amount0 = Parsed<string?>("--amount0", "Token 0 offered to a position that was not there, in whole tokens: 1.5 is one and a half.", "X", "a decimal number of 0 or more", Amount);
    private readonly Option<string?> _amount1 = Parsed<string?>("--amount1", "Token 1 offered to a position that was not there, in whole tokens: 1.5 is one and a half.", "Y", "a decimal number of 0 or more", Amount);
    private readonly Option<PositionImpact?> _impact = Parsed<PositionImpact?>("--impact", "What a position that was not there is taken to change: none, dilute (the fees are shared, the default) or counterfactual (prices and fees).", "M", "none, dilute or counterfactual", Impact);
    private readonly Option<DateTimeOffset?> _from = TimeOption.Create("--from", "The beginning of the period, ISO 8601 in UTC: positions of before open with what they hold.");
    private readonly Option<DateTimeOffset?> _to = TimeOption.Create("--to", "The end of the period.");
    private readonly Option<int?> _decimals0 = NumberOption.Whole("--decimals0", $"Decimals of token 0 (default {UsualDecimals}).", "N", 0, MostDecimals);
    private readonly Option<int?> _decimals1 = NumberOption.Whole("--decimals1", $"Decimals of token 1 (default {UsualDecimals}).", "N", 0, MostDecimals);
    private readonly Option<string> _symbol0 = new("--symbol0") { Description = "What token 0 is called.", HelpName = "S", DefaultValueFactory = static _ => "token0" };
    private readonly Option<string> _symbol1 = new("--symbol1") { Description = "What token 1 is called.", HelpName = "S", DefaultValueFactory = static _ => "token1" };
    private readonly Option<bool> _invert = new("--invert") { Description = "Write prices as token 0 for one of token 1." };
    private readonly Option<Numeraire?> _numeraire = Parsed<Numeraire?>("--numeraire", "What money is counted in: token0, token1 (the default) or usd, which needs --prices.", "token0|token1|usd", "token0, token1 or usd", Counted);
    private readonly Option<FileInfo?> _prices = new("--prices") { Description = "Prices of a token in dollars, in any format that pairs reads.", HelpName = "FILE" };
    private readonly Option<Numeraire?> _pricesOf = Parsed<Numeraire?>("--prices-of", "Whose prices the file has: token0 or token1 (the default).", "token0|token1", "token0 or token1", static word => Counted(word) is { } token && token != Numeraire.Usd ? token : null);
    private readonly Option<FileInfo?> _gasPrices = new("--gas-price-file") { Description = "Gas prices over time, for what the position's transactions cost.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print a row for each position." };
    private readonly Option<FileInfo?> _html = new("--html") { Description = "Write a page with charts that stands by itself.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        _tape.AddTo(command);
        foreach (Option option in new Option[]
        {
            _all, _tokenId, _owner, _lower, _upper, _range, _fullRange, _amount0, _amount1, _impact, _from, _to,
            _decimals0, _decimals1, _symbol0, _symbol1, _invert, _numeraire, _prices, _pricesOf, _gasPrices, _json, _csv, _html,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>What is asked; options that do not go together are refused.</summary>
    public ExplainRequest Read(ParseResult result)
    {
        PoolTokens tokens = new(
            result.GetValue(_decimals0) ?? UsualDecimals, result.GetValue(_decimals1) ?? UsualDecimals,
            result.GetRequiredValue(_symbol0), result.GetRequiredValue(_symbol1), result.GetValue(_invert));
        (UInt256 amount0, UInt256 amount1) = (BaseUnits(result, _amount0, tokens.Decimals0), BaseUnits(result, _amount1, tokens.Decimals1));
        return Problem(result, isOffered: !(amount0.IsZero && amount1.IsZero)) is { } problem ? throw new CommandInputException(problem) : Request(result, tokens, amount0, amount1);
    }

    private ExplainRequest Request(ParseResult result, PoolTokens tokens, UInt256 amount0, UInt256 amount1) => new()
    {
        Tape = _tape.Read(result),
        Tokens = tokens,
        Numeraire = result.GetValue(_numeraire) ?? Numeraire.Token1,
        Prices = result.GetValue(_prices),
        ArePricesOfToken0 = result.GetValue(_pricesOf) == Numeraire.Token0,
        GasPrices = result.GetValue(_gasPrices),
        All = result.GetValue(_all),
        TokenId = result.GetValue(_tokenId),
        Owner = result.GetValue(_owner),
        TickLower = result.GetValue(_lower),
        TickUpper = result.GetValue(_upper),
        Range = result.GetValue(_range),
        IsFullRange = result.GetValue(_fullRange),
        Amount0 = amount0,
        Amount1 = amount1,
        Impact = result.GetValue(_impact) ?? PositionImpact.Dilute,
        From = result.GetValue(_from)?.ToUnixTimeSeconds() ?? long.MinValue,
        To = result.GetValue(_to)?.ToUnixTimeSeconds() ?? long.MaxValue,
        Output = result.GetValue(_json) ? OutputFormat.Json : result.GetValue(_csv) ? OutputFormat.Csv : OutputFormat.Table,
        Page = result.GetValue(_html),
    };

    private string? Problem(ParseResult result, bool isOffered)
    {
        bool hasTicks = result.GetValue(_lower) is not null || result.GetValue(_upper) is not null;
        bool isOwned = result.GetValue(_owner) is not null;
        bool isMade = result.GetValue(_range) is not null || result.GetValue(_fullRange) || (hasTicks && !isOwned);
        int ways = new[] { result.GetValue(_all), result.GetValue(_tokenId) is not null, isOwned || hasTicks, result.GetValue(_range) is not null, result.GetValue(_fullRange) }.Count(static isGiven => isGiven);
        bool areTicksWhole = !hasTicks || result.GetValue(_lower) < result.GetValue(_upper);
        return ways == 0 ? "no position is named; give --owner, alone or with --lower and --upper, --token-id, --range, --lower and --upper or --full-range with amounts, or --all."
            : ways > 1 ? "a position is named in more than one way; choose one of --owner, --token-id, --range, --lower and --upper, --full-range and --all."
            : !areTicksWhole ? "--lower and --upper belong together, the lower tick below the upper one."
            : isMade && !isOffered ? $"nothing is offered; give --amount0 or --amount1, in whole tokens{(hasTicks ? ", or the --owner of the position with these ticks" : "")}."
            : !isMade && (isOffered || result.GetValue(_impact) is not null) ? "--amount0, --amount1 and --impact are for a position that was not there; give --range, --lower and --upper without --owner, or --full-range too."
            : result.GetValue(_numeraire) == Numeraire.Usd && result.GetValue(_prices) is null ? "--numeraire usd needs the prices of a token in dollars; give --prices."
            : result.GetValue(_numeraire) != Numeraire.Usd && (result.GetValue(_prices) is not null || result.GetValue(_pricesOf) is not null) ? "--prices and --prices-of change nothing without --numeraire usd; give that too, or leave them out."
            : result.GetValue(_from) >= result.GetValue(_to) ? "--from is not before --to."
            : result.GetValue(_json) && result.GetValue(_csv) ? "--json and --csv exclude each other; choose one."
            : null;
    }

    private static Option<T> Parsed<T>(string name, string description, string helpName, string allowed, Func<string, T> read)
    {
        Option<T> option = new(name) { Description = description, HelpName = helpName };
        option.CustomParser = result =>
        {
            if (read(result.Tokens[0].Value) is { } value)
            {
                return value;
            }
            result.AddError($"'{result.Tokens[0].Value}' is not {allowed}, which {name} takes.");
            return default;
        };
        return option;
    }

    private static (double, double)? Range(string word)
    {
        string[] prices = word.Split(':');
        return prices.Length == 2 && NumberOption.TryParse(prices[0], out double from) && NumberOption.TryParse(prices[1], out double to) && from > 0 && to > 0 && from != to
            ? (from, to)
            : null;
    }

    // A number as the library reads it, which wants a digit on either side of the point.
    private static string? Amount(string word) => Plain().Match(word) is { Success: true } number
        ? $"{(number.Groups["whole"].Value is "" ? "0" : number.Groups["whole"].Value)}{(number.Groups["part"].Value is "" ? "" : "." + number.Groups["part"].Value)}"
        : null;

    private static UInt256 BaseUnits(ParseResult result, Option<string?> option, int decimals) =>
        result.GetValue(option) is not { } amount ? UInt256.Zero
            : UInt256.TryFromDecimal(amount, decimals, out UInt256 baseUnits) ? baseUnits
            : amount.Length - amount.IndexOf('.', StringComparison.Ordinal) - 1 <= decimals || !amount.Contains('.', StringComparison.Ordinal) ? throw new CommandInputException($"{option.Name} {amount} is more than any token has; give less.")
            : throw new CommandInputException($"{option.Name} {amount} has more digits behind the point than the token's {decimals} decimals; round it, or give the token's own --decimals{option.Name[^1]}.");

    private static PositionImpact? Impact(string word) => word switch
    {
        "none" => PositionImpact.None,
        "dilute" => PositionImpact.Dilute,
        "counterfactual" => PositionImpact.Counterfactual,
        _ => null,
    };

    private static Numeraire? Counted(string word) => word switch
    {
        "token0" => Numeraire.Token0,
        "token1" => Numeraire.Token1,
        "usd" => Numeraire.Usd,
        _ => null,
    };

    [GeneratedRegex(@"^(?=.*[0-9])(?<whole>[0-9]*)(\.(?<part>[0-9]*))?$")]
    private static partial Regex Plain();
}
