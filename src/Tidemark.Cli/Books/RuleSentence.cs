using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>What a rule does, in words.</summary>
internal static class RuleSentence
{
    /// <summary>The prices at which it liquidates, each with its distance; null where there are none.</summary>
    public static string? Limits(RuleState rule)
    {
        string[] limits =
        [
            .. rule.Prices.Down is { } down ? (string[])[$"below {ReportFormat.Number(down)} ({ReportFormat.Percent((down / rule.Price) - 1)})"] : [],
            .. rule.Prices.Up is { } up ? (string[])[$"above {ReportFormat.Number(up)} (+{ReportFormat.Percent((up / rule.Price) - 1)})"] : [],
        ];
        return limits.Length == 0 ? null : string.Join(" and ", limits);
    }

    /// <summary>What interest does before the horizon; null where it does nothing, or has done it.</summary>
    public static string? InTime(RuleState rule, double days) =>
        !rule.IsHealthy ? null
        : rule.DaysNet is { } net && net <= days ? $"Interest eats the collateral of {rule.Rule.Name} before the horizon: at this price it is liquidated after {ReportFormat.Number(net)} days."
        : rule.DaysOfInterest is { } alone && alone <= days ? $"Only what the collateral of {rule.Rule.Name} earns saves it: interest alone would liquidate it after {ReportFormat.Number(alone)} days."
        : null;
}
