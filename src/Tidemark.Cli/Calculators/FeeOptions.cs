using System.CommandLine;
using Tidemark.Analytics;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>The options that say what a position earns in fees: a yield, a turnover, or a pool's volume.</summary>
internal sealed class FeeOptions
{
    private readonly Option<double?> _feeApr = NumberOption.ZeroOrMore("--fee-apr", "The fees of a year as a fraction of the position's value: 0.1 is 10 %.", "Y");
    private readonly Option<int?> _feePips = NumberOption.Whole("--fee-pips", "The swap fee that LPs get, in millionths: 3000 is 0.3 %.", "N", 1, 999_999);
    private readonly Option<double?> _turnover = NumberOption.ZeroOrMore("--turnover", "With --fee-pips: the volume of a day that the position serves, as a fraction of its value.", "T");
    private readonly Option<double?> _volume = NumberOption.ZeroOrMore("--volume", "With --fee-pips: the pool's volume of a day in the numeraire; also give --pool-value or --active-liquidity.", "V");
    private readonly Option<double?> _poolValue = NumberOption.Positive("--pool-value", "The value of the whole pool in the numeraire (TVL), of which the position is a share.", "V");
    private readonly Option<double?> _activeLiquidity = NumberOption.Positive("--active-liquidity", "For a range: the active liquidity of the others in its pool, in the square root of the product of both token units.", "L");

    public IEnumerable<Option> All => [_feeApr, _feePips, _turnover, _volume, _poolValue, _activeLiquidity];

    public FeeTerms Read(AmmCase position, ParseResult result)
    {
        Check(position, result);
        double value = position.CurveNow.Value(position.PriceNow);
        FeeTerms terms = new(result.GetValue(_feePips), Share(position, result, value));
        if (result.GetValue(_feeApr) is { } feeApr)
        {
            return terms with { AprFraction = feeApr, Expression = "as given", Origin = "--fee-apr" };
        }
        double? served = result.GetValue(_turnover) is { } turnover ? turnover * value : result.GetValue(_volume) * terms.ShareFraction;
        if (served is not { } volume)
        {
            return terms;
        }
        double apr = NetYield.FeeApr(terms.FeePips!.Value, volume, value);
        return terms with
        {
            AprFraction = apr,
            Expression = $"fee * 365 * volume served / V = {Formula.Show(Fraction.FromPips(terms.FeePips.Value))} * 365 * {Formula.Show(volume)} / {Formula.Show(value)}",
            Origin = "definition; not compounded",
        };
    }

    /// <summary>Refuses a share of a volume that is not given, where nothing else asks for it.</summary>
    public void RequireVolume(ParseResult result)
    {
        if (result.GetValue(_volume) is null && new[] { _poolValue, _activeLiquidity }.FirstOrDefault(option => result.GetValue(option) is not null) is { } share)
        {
            throw new CommandInputException($"{share.Name} says the position's share of a pool's volume; give --volume too, or leave it out.");
        }
    }

    /// <summary>Refuses a fee beside a yield, where no volume is asked for.</summary>
    public void RequireNoFeeBesideYield(ParseResult result)
    {
        if (result.GetValue(_feeApr) is not null && result.GetValue(_feePips) is not null)
        {
            throw new CommandInputException("--fee-apr says what the position earns; without --volatility --fee-pips changes nothing, so leave it out.");
        }
    }

    private double? Share(AmmCase position, ParseResult result, double value)
    {
        if (result.GetValue(_activeLiquidity) is { } others)
        {
            return position.CurveNow.SingleRange is { } range
                // While it is active: out of range the share is that of the price's return.
                ? RangeFees.Of(range, range.LowerPrice, 0, 0, others).ShareFraction
                : throw new CommandInputException("--active-liquidity is for a range of 'concentrated'; give --pool-value, --turnover or --fee-apr.");
        }
        return result.GetValue(_poolValue) is not { } poolValue ? null
            : value <= poolValue ? value / poolValue
            : throw new CommandInputException($"--pool-value {poolValue:R} is less than the position's own value, {value:R}; it is that of the whole pool, the position included.");
    }

    private void Check(AmmCase position, ParseResult result)
    {
        bool hasVolume = result.GetValue(_volume) is not null;
        bool hasPoolValue = result.GetValue(_poolValue) is not null;
        if (new[] { result.GetValue(_feeApr) is not null, result.GetValue(_turnover) is not null, hasVolume }.Count(static given => given) > 1)
        {
            throw new CommandInputException("--fee-apr, --turnover and --volume all say what the position earns; give one of them.");
        }
        if (result.GetValue(_feePips) is null && (result.GetValue(_turnover) is not null || hasVolume))
        {
            throw new CommandInputException("--fee-pips is missing: which part of the volume do LPs get?");
        }
        if (result.GetValue(_feePips) is null && (hasPoolValue || result.GetValue(_activeLiquidity) is not null))
        {
            throw new CommandInputException($"{(hasPoolValue ? _poolValue : _activeLiquidity).Name} says the position's share of a pool's volume; give --fee-pips and --volume too, or leave it out.");
        }
        if (hasPoolValue && result.GetValue(_activeLiquidity) is not null)
        {
            throw new CommandInputException("--pool-value and --active-liquidity both say what the position's share is; give one of them.");
        }
        if (hasVolume && !hasPoolValue && result.GetValue(_activeLiquidity) is null)
        {
            throw new CommandInputException("--volume is the whole pool's; give --pool-value too, or for a range --active-liquidity.");
        }
        if (hasPoolValue && position.CurveNow.ActiveRange is not null)
        {
            throw new CommandInputException($"--pool-value takes the position for a share of the whole pool, which a range is not; give {(position.CurveNow.SingleRange is not null ? "--active-liquidity" : "--turnover or --fee-apr")} instead.");
        }
    }
}
