using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Data.Importers.Rates;
using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>Reads rates: a number, a lender's curve at a utilisation, or a record from files beside the book.</summary>
/// <param name="folder">The folder to which paths are relative.</param>
/// <param name="beginning">The moment at which legs begin, where given.</param>
internal sealed class RateReader(string folder, DateTimeOffset? beginning)
{
    /// <summary>What a borrower pays.</summary>
    public RatePath Borrow(YamlMapping leg, string name) => Read(leg, name, new Side(BookKeys.BorrowedRate, static rates => rates.Borrow, static record => record.BorrowPath, Accrual.PerSecond));

    /// <summary>What a supplier earns.</summary>
    public RatePath Supply(YamlMapping leg, string name) => Read(leg, name, new Side(BookKeys.LentRate, static rates => rates.Supply, static record => record.SupplyPath, Accrual.Continuous));

    /// <summary>What the longs of a perpetual pay.</summary>
    public RatePath Funding(YamlMapping leg, string name)
    {
        if (!leg.IsMapping(name))
        {
            return RatePath.Fixed(leg.RequireNumber(name, -double.MaxValue, double.MaxValue));
        }
        YamlMapping rate = leg.RequireMapping(name);
        rate.RequireOnly(BookKeys.RecordedFunding);
        if (rate.RequireTexts("recorded") is not [{ } file])
        {
            throw rate.Problem("recorded", "recorded names more than one file; the funding of a perpetual is one; name one file");
        }
        var series = FundingSeries.Read(Path.Combine(folder, file), TimeSpan.FromHours(rate.FindNumber("utcOffset", -14, 14) ?? 0));
        return Recorded(rate, series.Rates[^1].Time, series.ToRatePath);
    }

    private RatePath Read(YamlMapping leg, string name, Side side)
    {
        if (!leg.IsMapping(name))
        {
            return RatePath.Fixed(leg.RequireNumber(name, 0, double.MaxValue));
        }
        YamlMapping rate = leg.RequireMapping(name);
        string kind = rate.RequireOneOf(["apr", "aave", "recorded", .. BookKeys.Lenders]);
        switch (kind)
        {
            case "apr":
                rate.RequireOnly(BookKeys.FixedRate);
                return RatePath.Fixed(rate.RequireNumber("apr", 0, double.MaxValue), Compounding(rate));
            case "aave":
                rate.RequireOnly(BookKeys.AaveRate);
                return RatePath.Fixed(side.Of(OfReserve(rate)), side.Accrual);
            case "recorded":
                rate.RequireOnly(BookKeys.RecordedRate);
                var series = AaveRateSeries.Read([.. rate.RequireTexts("recorded").Select(file => Path.Combine(folder, file))]);
                return Recorded(rate, series.Rates[^1].Time, side.PathOf(series));
            default:
                rate.RequireOnly(side.LenderKeys);
                return RatePath.Fixed(side.Of(AtUtilisation(rate, LenderCurve.Read(rate, kind), rate.FindNumber("reserveFactor", 0, 1) ?? 0)), side.Accrual);
        }
    }

    private static Accrual Compounding(YamlMapping rate) => !rate.Has("compounding") ? Accrual.Continuous
        : rate.RequireWord("compounding", "simple", "second", "day", "continuous") switch
        {
            "simple" => Accrual.Simple,
            "second" => Accrual.PerSecond,
            "day" => Accrual.Every(1 / Year.Days),
            _ => Accrual.Continuous,
        };

    private Lending OfReserve(YamlMapping rate)
    {
        IReadOnlyList<AaveReserve> reserves = AaveReserves.Read(Path.Combine(folder, rate.RequireText("aave")));
        string name = rate.RequireText("reserve");
        AaveReserve reserve = reserves.FirstOrDefault(reserve => reserve.Name == name)
            ?? throw rate.Problem("reserve", $"the file has no reserve '{name}'; it has {string.Join(", ", reserves.Select(static reserve => reserve.Name))}; name one of them");
        return AtUtilisation(rate, UtilisationCurve.Aave(reserve.OptimalUtilisation, reserve.BaseRateAnnual, reserve.Slope1Annual, reserve.Slope2Annual), reserve.ReserveFactorFraction);
    }

    private static Lending AtUtilisation(YamlMapping rate, UtilisationCurve curve, double reserveFactor)
    {
        double utilisation = rate.RequireNumber("utilisation", 0, 1);
        return new Lending(curve.BorrowRate(utilisation), curve.SupplyRate(utilisation, reserveFactor));
    }

    private RatePath Recorded(YamlMapping rate, DateTimeOffset last, Func<DateTimeOffset, RatePath> from)
    {
        DateTimeOffset begin = beginning ?? throw rate.Problem("recorded", "a record has times and the book has none; when the legs begin is expected; add 'begin: ' and a date to the book");
        RatePath path = from(begin);
        return path.FirstYears > 0 ? throw rate.Problem("recorded", FormattableString.Invariant($"the record begins {path.FirstYears * Year.Days:0.###} days after the book, at {begin.AddDays(path.FirstYears * Year.Days):yyyy-MM-ddTHH:mm:ssZ}; one from the beginning on is expected; correct begin, or name a file of before"))
            : begin > last ? throw rate.Problem("recorded", FormattableString.Invariant($"the record ends at {last:yyyy-MM-ddTHH:mm:ssZ}, before the book begins; one that goes on is expected; correct begin, or name a later file"))
            : path;
    }

    /// <summary>One side of a lender, and what may be said of its rate.</summary>
    private readonly record struct Side(string[] LenderKeys, Func<Lending, double> Of, Func<AaveRateSeries, Func<DateTimeOffset, RatePath>> PathOf, Accrual Accrual);

    /// <summary>Both sides of a lender's rate.</summary>
    private readonly record struct Lending(double Borrow, double Supply);
}
