using System.Globalization;

namespace Tidemark.Analytics.Legs.Interest;

/// <summary>A rate over time, constant between the moments at which it changes, and what it makes of a debt or a deposit.</summary>
/// <remarks>
/// The growth from one time to another is the ratio of an index at the two, so growths over stretches that meet multiply. The index starts at the first
/// moment with 1 and grows between accruals by <c>1 + integral of the rate</c>, whatever changes of the rate lie between them. Evaluation allocates nothing.
/// </remarks>
public sealed class RatePath
{
    private readonly RatePoint[] _points;
    private readonly Mark[] _marks;

    private RatePath(ReadOnlySpan<RatePoint> points, Accrual accrual)
    {
        Accrual = accrual;
        _points = points.ToArray();
        _marks = new Mark[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            Finite.Require(points[i].Years, $"points[{i}].{nameof(RatePoint.Years)}");
            Finite.Require(points[i].RateAnnual, $"points[{i}].{nameof(RatePoint.RateAnnual)}");
            if (i == 0)
            {
                continue;
            }
            if (!(points[i].Years > points[i - 1].Years))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"points[{i}] is at {points[i].Years:R} years and the one before at {points[i - 1].Years:R}; they must ascend."), nameof(points));
            }
            _marks[i] = Advance(i - 1, points[i].Years, nameof(points));
            _ = LogGrowth(_marks[i].Pending, nameof(points));
        }
    }

    /// <summary>When interest is added to what it is charged on.</summary>
    public Accrual Accrual { get; }

    /// <summary>The first moment at which the rate is known, in years.</summary>
    public double FirstYears => _points[0].Years;

    /// <summary>A rate that never changes, from time zero on.</summary>
    /// <param name="rateAnnual">The rate, as a fraction a year.</param>
    /// <param name="accrual">When interest is added to what it is charged on.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not finite.</exception>
    public static RatePath Fixed(double rateAnnual, Accrual accrual = default)
    {
        Finite.Require(rateAnnual);
        return new RatePath([new RatePoint(0, rateAnnual)], accrual);
    }

    /// <summary>A recorded rate. The last one holds for ever; before the first there is none.</summary>
    /// <param name="points">The moments at which the rate changes, ascending; at least one.</param>
    /// <param name="accrual">When interest is added to what it is charged on.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">There are no points, they do not ascend, or negative rates eat all that they are charged on between two accruals.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time or a rate is not finite.</exception>
    public static RatePath Historic(ReadOnlySpan<RatePoint> points, Accrual accrual = default) =>
        points.IsEmpty
            ? throw new ArgumentException("points is empty; at least one is needed.", nameof(points))
            : new RatePath(points, accrual);

    /// <summary>The rate at a moment; where it changes, the new one.</summary>
    /// <param name="years">The time, in years; not before the first.</param>
    /// <returns>A fraction a year.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not finite or before the first moment.</exception>
    public double RateAnnual(double years)
    {
        RequireTime(years, nameof(years));
        return _points[Find(years)].RateAnnual;
    }

    /// <summary>The factor by which what the interest is charged on grows.</summary>
    /// <param name="fromYears">The beginning, in years; not before the first moment.</param>
    /// <param name="toYears">The end, in years; not before the beginning.</param>
    /// <returns>Positive: 1.05 is 5 % more.</returns>
    /// <exception cref="ArgumentException">Negative rates eat all that they are charged on between two accruals.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is not finite or too early, the end is before the beginning, or the result would not be finite.</exception>
    public double Growth(double fromYears, double toYears)
    {
        RequireTimes(fromYears, toYears);
        double growth = Math.Exp(LogIndex(toYears, nameof(toYears)) - LogIndex(fromYears, nameof(fromYears)));
        return double.IsFinite(growth) ? growth
            : throw new ArgumentOutOfRangeException(nameof(toYears), toYears, string.Create(CultureInfo.InvariantCulture, $"A rate of {RateAnnual(toYears):R} a year makes more of one than a double can hold within {toYears - fromYears:R} years; the rate must be lower, or the time shorter."));
    }

    /// <summary>The integral of the rate: interest on a constant amount that is paid out rather than added, as funding and rewards are.</summary>
    /// <param name="fromYears">The beginning, in years; not before the first moment.</param>
    /// <param name="toYears">The end, in years; not before the beginning.</param>
    /// <returns>A fraction of the amount.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is not finite or too early, the end is before the beginning, or the result would not be finite.</exception>
    public double Integral(double fromYears, double toYears)
    {
        RequireTimes(fromYears, toYears);
        int from = Find(fromYears);
        int to = Find(toYears);
        if (from == to)
        {
            return Finite.Result(_points[from].RateAnnual * (toYears - fromYears), toYears);
        }
        double first = _points[from].RateAnnual * (_points[from + 1].Years - fromYears);
        double last = _points[to].RateAnnual * (toYears - _points[to].Years);
        return Finite.Result(first + (_marks[to].Integral - _marks[from + 1].Integral) + last, toYears);
    }

    private double LogIndex(double years, string name)
    {
        Mark mark = Advance(Find(years), years, name);
        return mark.LogIndex + LogGrowth(mark.Pending, name);
    }

    /// <summary>The index at a time in the stretch of constant rate that begins with a point.</summary>
    private Mark Advance(int index, double years, string name)
    {
        RatePoint point = _points[index];
        Mark mark = _marks[index];
        double duration = years - point.Years;
        double integral = mark.Integral + (point.RateAnnual * duration);
        double interval = Accrual.IntervalYears;
        if (interval == 0)
        {
            return new Mark(mark.LogIndex + (point.RateAnnual * duration), 0, integral);
        }
        double before = Math.Floor((point.Years - FirstYears) / interval);
        double accruals = Math.Floor((years - FirstYears) / interval) - before;
        if (!(accruals >= 1))
        {
            return new Mark(mark.LogIndex, mark.Pending + (point.RateAnnual * duration), integral);
        }
        // The step that was begun, the whole ones, and the one that is under way; rounding may put a border of a step to either side of a moment, where the index is the same.
        double begun = (interval * (before + 1)) - (point.Years - FirstYears);
        double rest = duration - begun - ((accruals - 1) * interval);
        double logIndex = mark.LogIndex + LogGrowth(mark.Pending + (point.RateAnnual * begun), name) + ((accruals - 1) * LogGrowth(point.RateAnnual * interval, name));
        return new Mark(logIndex, point.RateAnnual * rest, integral);
    }

    private static double LogGrowth(double interest, string name) =>
        interest > -1
            ? Exponential.LogOfGrowth(interest)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} makes interest of {interest:R} from one accrual to the next; it must be above -1, or nothing is left to charge it on. Use a shorter interval or a less negative rate."), name);

    /// <summary>The last point that is not after a time.</summary>
    private int Find(double years)
    {
        int low = 0;
        int high = _points.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _points[middle].Years <= years ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    private void RequireTimes(double fromYears, double toYears)
    {
        RequireTime(fromYears, nameof(fromYears));
        RequireTime(toYears, nameof(toYears));
        if (toYears < fromYears)
        {
            throw new ArgumentOutOfRangeException(nameof(toYears), toYears, string.Create(CultureInfo.InvariantCulture, $"toYears is {toYears:R}; it must not be before fromYears, {fromYears:R}."));
        }
    }

    private void RequireTime(double years, string name)
    {
        Finite.Require(years, name);
        if (years < FirstYears)
        {
            throw new ArgumentOutOfRangeException(name, years, string.Create(CultureInfo.InvariantCulture, $"{name} is {years:R}; the rate is known from {FirstYears:R} years on."));
        }
    }

    /// <summary>At a moment: the logarithm of the index at the last accrual, the simple interest since then, and the integral of the rate since the first moment.</summary>
    private readonly record struct Mark(double LogIndex, double Pending, double Integral);
}
