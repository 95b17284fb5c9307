using System.CommandLine;
using System.Globalization;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Books;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Leverage;

/// <summary>The options of <c>leverage</c>.</summary>
internal sealed class LeverageOptions
{
    private const double DefaultDays = 30;
    private const double DefaultPrize = 0.05;

    private readonly Option<string?> _book = new("--book") { Description = "A book of one pool, its loans and their rule, instead of the options that describe them.", HelpName = "FILE" };
    private readonly AmmShapeOptions _shape = new();
    private readonly Option<double?> _price = NumberOption.Positive("--price", "The price of token 0 in token 1 now.", "P");
    private readonly Option<double?> _entry = NumberOption.Positive("--entry", "The price at which the position was made (default --price).", "P");
    private readonly Option<double?> _collateral = NumberOption.Positive("--collateral", "Own money put in, in token 1.", "V");
    private readonly Option<double?> _leverage = NumberOption.Single("--leverage", "The position's value over own money: 3 borrows two for each own.", "L", "a number of 1 or more (leverage is the position's value over own money)", static value => value >= 1);
    private readonly Option<double?> _borrow = new("--borrow") { Description = "What is borrowed: token1 (the default), token0, or both:S with the part S of the debt's value in token 0, or neutral, the split that makes delta zero.", HelpName = "token1|token0|both:S|neutral" };
    private readonly Option<double?> _borrowApr = NumberOption.ZeroOrMore("--borrow-apr", "The interest on the debt, as a fraction a year (default 0).", "R");
    private readonly Option<double?> _borrowApr0 = NumberOption.ZeroOrMore("--borrow-apr0", "The interest on token 0, where another.", "R");
    private readonly Option<double?> _borrowApr1 = NumberOption.ZeroOrMore("--borrow-apr1", "The interest on token 1, where another.", "R");
    private readonly Option<bool> _simple = new("--simple-interest") { Description = "Interest that bears none itself; otherwise it is compounded every second." };
    private readonly Option<double?> _feeApr = NumberOption.ZeroOrMore("--fee-apr", "The fees of a year as a fraction of the position's value (default 0); reinvested at once, but for concentrated.", "Y");
    private readonly Option<double?> _rewardApr = NumberOption.ZeroOrMore("--reward-apr", "Farming rewards of a year as a fraction of the position's value (default 0).", "Y");
    private readonly Option<double?> _performanceFee = NumberOption.Fraction("--performance-fee", "The part of fees and rewards that the vault keeps (default 0).", "F");
    private readonly Option<double?> _managementFee = NumberOption.ZeroOrMore("--management-fee", "What the vault takes of the position's value a year (default 0).", "F");
    private readonly Option<double?> _threshold = NumberOption.Single("--liquidation-threshold", "The debt over the position's value at which it is liquidated: 0.83 is 83 %.", "T", "a fraction above 0, up to 1 (0.83 is 83 %)", static value => value is > 0 and <= 1);
    private readonly Option<double?> _prize = NumberOption.Fraction("--liquidation-prize", $"What a liquidation takes of the position's value, the whole of which is sold (default {DefaultPrize.ToString(CultureInfo.InvariantCulture)}).", "F");
    private readonly Option<double?> _bonus = NumberOption.ZeroOrMore("--liquidation-bonus", "As Aave does it instead: half of the debt is repaid, below a health of 0.95 all, for as much of the position and this bonus.", "F");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon (default {DefaultDays}).", "D");
    private readonly Option<double?> _volatility = VolatilityOption.Create(" The probability of liquidation and expected losses need it.");
    private readonly Option<double?> _drift = NumberOption.Single("--drift", "The growth of the mean of the price a year, continuously compounded (default 0).", "M", "a number", static _ => true);

    public LeverageOptions()
    {
        _borrow.CustomParser = static result =>
        {
            string word = result.Tokens[0].Value;
            double? share = word switch
            {
                "token0" => 1,
                "token1" => 0,
                "neutral" => double.NaN,
                _ when word.StartsWith("both:", StringComparison.Ordinal) && NumberOption.TryParse(word["both:".Length..], out double part) && part is >= 0 and <= 1 => part,
                _ => null,
            };
            if (share is null)
            {
                result.AddError($"'{word}' is not token0, token1, both:S with S from 0 to 1, or neutral, which --borrow takes.");
            }
            return share;
        };
    }

    public IEnumerable<Option> All => [_book, .. Described, _price, _days, _volatility, _drift];

    /// <summary>What a book says.</summary>
    private IEnumerable<Option> Described =>
    [
        .. _shape.All, _entry, _collateral, _leverage, _borrow, _borrowApr, _borrowApr0, _borrowApr1, _simple, _feeApr, _rewardApr, _performanceFee, _managementFee,
        _threshold, _prize, _bonus,
    ];

    public LeverageQuestion Read(ParseResult result) => RequireAlive(result.GetValue(_book) is { } path ? OfBook(path, result) : OfOptions(result));

    private LeverageQuestion OfBook(string path, ParseResult result)
    {
        if (Described.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } said)
        {
            throw new CommandInputException($"{said.Name} says what --book says; leave one of them out.");
        }
        LeverageQuestion book = LeverageBook.Read(path);
        LeverageQuestion question = book with
        {
            Price = result.GetValue(_price) ?? book.Price,
            Days = result.GetValue(_days) ?? book.Days,
            Volatility = result.GetValue(_volatility) ?? book.Volatility,
            Drift = result.GetValue(_drift) ?? book.Drift,
        };
        RequireVolatility(question, result);
        return question;
    }

    private void RequireVolatility(LeverageQuestion question, ParseResult result)
    {
        if (question.Volatility is { } volatility)
        {
            VolatilityOption.Require(volatility, question.Days);
        }
        else if (result.GetValue(_drift) is not null)
        {
            throw new CommandInputException("--drift is of probabilities and expected losses; give --volatility too.");
        }
    }

    private LeverageQuestion OfOptions(ParseResult result)
    {
        AmmShape shape = _shape.Read(result);
        double price = result.GetValue(_price) ?? throw new CommandInputException("--price is missing: what is token 0 worth in token 1?");
        if (result.GetValue(_prize) is not null && result.GetValue(_bonus) is not null)
        {
            throw new CommandInputException("--liquidation-prize sells the whole position and --liquidation-bonus a part of it; give one of them.");
        }
        if (result.GetValue(_borrow) is { } of && !double.IsNaN(of) && (of == 0 && result.GetValue(_borrowApr0) is not null || of == 1 && result.GetValue(_borrowApr1) is not null))
        {
            throw new CommandInputException($"{(of == 0 ? _borrowApr0.Name : _borrowApr1.Name)} is of a token that --borrow does not borrow; leave it out, or borrow both.");
        }
        double apr = result.GetValue(_borrowApr) ?? 0;
        Accrual accrual = result.GetValue(_simple) ? Accrual.Simple : Accrual.PerSecond;
        double entry = result.GetValue(_entry) ?? price;
        double collateral = result.GetValue(_collateral) ?? throw new CommandInputException("--collateral is missing: how much own money is put in, in token 1?");
        double leverage = result.GetValue(_leverage) ?? throw new CommandInputException("--leverage is missing: how many times own money is the position?");
        LeverageQuestion question = new()
        {
            Shape = shape,
            Curve = shape.Of(entry, leverage * collateral),
            EntryPrice = entry,
            Price = price,
            Collateral = collateral,
            Leverage = leverage,
            ShareOfToken0 = result.GetValue(_borrow) ?? 0,
            Rate0 = RatePath.Fixed(result.GetValue(_borrowApr0) ?? apr, accrual),
            Rate1 = RatePath.Fixed(result.GetValue(_borrowApr1) ?? apr, accrual),
            Fees = new FeeModel
            {
                FeeAprFraction = result.GetValue(_feeApr) ?? 0,
                RewardAprFraction = result.GetValue(_rewardApr) ?? 0,
                PerformanceFeeFraction = result.GetValue(_performanceFee) ?? 0,
                ManagementFeeAprFraction = result.GetValue(_managementFee) ?? 0,
                IsReinvested = shape.IsReinvesting,
            },
            Threshold = result.GetValue(_threshold) ?? throw new CommandInputException("--liquidation-threshold is missing: at which debt over the position's value is it liquidated? 0.83 is 83 %."),
            Terms = result.GetValue(_bonus) is { } bonus ? new CloseFactorLiquidation(bonus) : new WholeLiquidation(result.GetValue(_prize) ?? DefaultPrize),
            Days = result.GetValue(_days) ?? DefaultDays,
            Volatility = result.GetValue(_volatility),
            Drift = result.GetValue(_drift) ?? 0,
        };
        RequireVolatility(question, result);
        return double.IsNaN(question.ShareOfToken0) ? question with { ShareOfToken0 = Neutral(question) } : question;
    }

    private static double Neutral(LeverageQuestion question)
    {
        if (NeutralDebt.ShareOfToken0(question.Curve, question.EntryPrice, question.Owed) is { } share)
        {
            return share;
        }
        double? least = NeutralDebt.LeastLeverage(question.Curve, question.EntryPrice);
        throw new CommandInputException(FormattableString.Invariant($"--borrow neutral: the debt is only {question.Owed / (question.Owed + question.Collateral):0.####} of the position's value, and it holds more of token 0; {(least is { } leverage ? FormattableString.Invariant($"a leverage of {leverage:0.####} or more can be neutral") : "no leverage can be neutral")}."));
    }

    private static LeverageQuestion RequireAlive(LeverageQuestion question)
    {
        double ratio = (question.Leverage - 1) / question.Leverage;
        if (ratio > question.Threshold)
        {
            throw new CommandInputException(FormattableString.Invariant($"a leverage of {question.Leverage:R} owes {ratio:0.########} of the position's value from the start, above the threshold of {question.Threshold:R}: it would be liquidated at once. A leverage up to {Math.Floor(1e6 / (1 - question.Threshold)) / 1e6:0.######} can be opened."));
        }
        Book book = question.Book();
        double health = book.Rules[0].HealthFactor(book, question.Now);
        return health >= 1 ? question
            : throw new CommandInputException(FormattableString.Invariant($"at a price of {question.Price:R} the health factor is {health:R}: it has been liquidated on the way from {question.EntryPrice:R}; give a price between its liquidation prices."));
    }
}
