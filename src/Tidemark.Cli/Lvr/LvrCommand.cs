using System.CommandLine;
using Tidemark.Analytics;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Lvr;

/// <summary><c>tidemark lvr</c>: what arbitrage takes from a position, at once, over time, and with fees and blocks.</summary>
internal sealed class LvrCommand
{
    private readonly Option<double?> _volatility = VolatilityOption.Create("");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon of the expected loss (default {Year.Days}).", "D");
    private readonly BasketVolatilityOptions _basket = new();
    private readonly BlockOptions _blocks = new();

    public static Command Create()
    {
        LvrCommand lvr = new();
        Calculator calculator = new();
        Option[] options = [lvr._volatility, .. lvr._basket.All, .. lvr._blocks.All, lvr._days];
        Command command = calculator.Create(
            "lvr",
            "Loss-versus-rebalancing: what arbitrage takes from a position, in any AMM.",
            options,
            static _ => [],
            lvr.Report);
        return new BookPosition(isWhole: false).AddTo(calculator, command, options, lvr.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        if (_basket.Read(position, result) is { } basket)
        {
            if (((Option[])[_volatility, _days, .. _blocks.All]).FirstOrDefault(option => result.GetResult(option) is not null) is { } other)
            {
                throw new CommandInputException($"--volatilities give the rate of a pool of several tokens, without a fee and a horizon; leave {other.Name} out, or give --volatility instead.");
            }
            return BasketLvr.Report(position, basket);
        }
        double volatility = result.GetValue(_volatility) ?? position.Volatility ?? throw new CommandInputException("--volatility is missing: how much does the price move, as a fraction a year?");
        return PairLvr.Report(position, volatility, result.GetValue(_days) ?? position.Days ?? Year.Days, _blocks.Read(result));
    }
}
