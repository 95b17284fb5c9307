using Tidemark.Analytics.Curves;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Books;

/// <summary>An AMM of two tokens by its name and what decides its form, without a size.</summary>
/// <param name="Amm">The AMM's name.</param>
internal sealed record AmmShape(string Amm)
{
    private const double SumTolerance = 1e-9;

    private static readonly Dictionary<string, string[]> ParametersOf = new(StringComparer.Ordinal)
    {
        ["constant-product"] = [],
        ["concentrated"] = [nameof(Lower), nameof(Upper)],
        ["weighted"] = [nameof(Weights)],
        ["stableswap"] = [nameof(Amplification)],
        ["solidly"] = [],
    };

    /// <summary>The AMMs that can be named.</summary>
    public static IReadOnlyCollection<string> Names => ParametersOf.Keys;

    /// <summary>The lower price of a range.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper price of a range.</summary>
    public double? Upper { get; init; }

    /// <summary>The weights of both tokens.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>A StableSwap pool's amplification, as the contract stores it.</summary>
    public double? Amplification { get; init; }

    /// <summary>What decides the form, for a report.</summary>
    public IReadOnlyList<AmmParameter> Parameters =>
    [
        .. Lower is { } lower ? (AmmParameter[])[new("lowerPrice", lower)] : [],
        .. Upper is { } upper ? (AmmParameter[])[new("upperPrice", upper)] : [],
        .. (Weights ?? []).Select(static (weight, token) => new AmmParameter($"weight{token}", weight)),
        .. Amplification is { } amplification ? (AmmParameter[])[new("amplification", amplification)] : [],
    ];

    /// <summary>What is wrong with it, and what to do; null where nothing is.</summary>
    public string? Problem()
    {
        if (!ParametersOf.TryGetValue(Amm, out string[]? taken))
        {
            return $"'{Amm}' is no AMM that a book knows; choose one of {string.Join(", ", Names)}.";
        }
        (string Name, bool IsGiven)[] parameters = [(nameof(Lower), Lower is not null), (nameof(Upper), Upper is not null), (nameof(Weights), Weights is not null), (nameof(Amplification), Amplification is not null)];
        foreach ((string name, bool isGiven) in parameters)
        {
            if (isGiven != taken.Contains(name))
            {
                string word = Word(name);
                return isGiven ? $"{Amm} takes no {word}; leave it out." : $"{Amm} needs {word}, which {(word == "weights" ? "are" : "is")} missing.";
            }
        }
        return Lower >= Upper ? FormattableString.Invariant($"the range from {Lower} to {Upper} is empty or upside down; upper must be above lower.")
            : Weights is { } weights && weights.Count != 2 ? $"there are {weights.Count} weights; a book's pool has two tokens, such as 0.8,0.2."
            : Weights is not null && Math.Abs(Weights.Sum() - 1) > SumTolerance ? FormattableString.Invariant($"the weights sum to {Weights.Sum()}; they must sum to 1.")
            : Amplification > StableSwapCurve.MaximumAmplification ? FormattableString.Invariant($"an amplification of {Amplification} is beyond {StableSwapCurve.MaximumAmplification}.")
            : null;
    }

    /// <summary>A position of this form.</summary>
    /// <param name="price">The price of token 0 in token 1 at which it is made.</param>
    /// <param name="value">Its value in token 1 there.</param>
    /// <exception cref="CommandInputException">There is a problem.</exception>
    public ValueCurve Of(double price, double value) => Problem() is { } problem ? throw new CommandInputException(problem) : Amm switch
    {
        "concentrated" => ConcentratedCurve.FromValue(price, value, Lower!.Value, Upper!.Value),
        "weighted" => WeightedCurve.FromValue([.. Weights!], [price, 1], value).Along(0, [price, 1]),
        "stableswap" => StableSwapCurve.FromValue(Amplification!.Value, [price, 1], value).Along(0, [price, 1]),
        "solidly" => SolidlyCurve.FromValue(price, value),
        _ => ConstantProductCurve.FromValue(price, value),
    };

    /// <summary>Whether fees become liquidity at once; otherwise they stay beside it.</summary>
    public bool IsReinvesting => Amm != "concentrated";

    private static string Word(string name) => name.ToLowerInvariant();
}
