using System.CommandLine;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Charts;

namespace Tidemark.Cli.Books;

/// <summary><c>tidemark book</c>: what a book of legs is worth, how that moves, and when its rules liquidate.</summary>
internal sealed class BookCommand
{
    private const double LowestRatio = 0.5;
    private const double HighestRatio = 2;

    private readonly Argument<string> _file = new("FILE") { Description = "The book: a YAML file." };
    private readonly Option<double?> _price = NumberOption.Positive("--price", "The price of token 0 in token 1 (default that of the file, at which the legs begin).", "P");
    private readonly Option<double?> _days = NumberOption.Positive("--days", "The horizon (default that of the file).", "D");
    private readonly Option<FileInfo?> _path = new("--path") { Description = "Run the book along these recorded prices of token 0 in token 1 from its beginning, carrying its rules out, instead of valuing it at one moment.", HelpName = "FILE" };
    private readonly RangeOptions _range = new("--prices", $"The prices of the table and the chart, as ratios of the price, equal ratios apart (default {LowestRatio}:{HighestRatio}).", (LowestRatio, HighestRatio));

    public static Command Create()
    {
        BookCommand book = new();
        Command command = new("book", "Any combination of legs: liquidity, loans, perpetuals, options, protection; its value, greeks, carry and liquidation.") { book._file };
        foreach (Option option in (IEnumerable<Option>)[book._price, book._days, .. book._range.All, book._path])
        {
            command.Add(option);
        }
        new Calculator().AddOutputs(command, book.Report);
        return command;
    }

    private CalculatorReport Report(ParseResult result)
    {
        BookCase file = BookFile.Read(result.GetRequiredValue(_file));
        if (result.GetValue(_path) is { } path)
        {
            return ((IEnumerable<Option>)[_price, _days, .. _range.All]).FirstOrDefault(option => result.GetResult(option) is not null) is { } given
                ? throw new CommandInputException($"{given.Name} is of a book at one moment, and --path runs it through time; leave one of them out.")
                : BookPath.Of(file, path.FullName);
        }
        double price = result.GetValue(_price) ?? file.Start.Price;
        double days = result.GetValue(_days) ?? file.Days ?? BookFile.DefaultDays;
        BookQuestion question = new(file, new MarketState(price, 0), days);
        (double from, double to, int points) = _range.Read(result, price)!.Value;
        (FigureTable curve, LineChart chart) = BookCurve.Of(question, from, to, points);
        FigureGroup figures = BookLegs.Together(question);
        FigureTable[] tables = [curve, BookLegs.Table(question), .. BookMargins.Table(question) is { } margins ? (FigureTable[])[margins] : [], .. BookRules.Table(question) is { } rules ? (FigureTable[])[rules] : []];
        return new CalculatorReport
        {
            Sentence = BookSentence.Of(question),
            Notes = [.. BookSentence.Notes(question)],
            Figures = figures.Figures,
            Tables = tables,
            Chart = chart,
            Picture = _range.Svg(result),
        };
    }
}
