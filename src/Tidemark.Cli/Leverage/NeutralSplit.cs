using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Leverage;

/// <summary>The part of the debt in token 0 that makes delta zero at entry.</summary>
internal static class NeutralSplit
{
    /// <summary>The part of the debt's value that is owed in token 0; null where the debt is less than the position's token 0.</summary>
    public static double? Of(LeverageQuestion question)
    {
        double owed = (question.Leverage - 1) * question.Collateral;
        Reserves inPool = question.Curve.Reserves(question.EntryPrice);
        double share = inPool.Amount0 * question.EntryPrice / owed;
        return owed > 0 && share <= 1 + 1e-12 ? Math.Min(1, share) : null;
    }

    public static double Require(LeverageQuestion question)
    {
        if (Of(question) is { } share)
        {
            return share;
        }
        double fraction = question.Curve.Delta(question.EntryPrice) * question.EntryPrice / (question.Leverage * question.Collateral);
        throw new CommandInputException(FormattableString.Invariant($"--borrow neutral: the position holds {fraction:0.####} of its value in token 0, and the debt is only {(question.Leverage - 1) / question.Leverage:0.####} of it; a leverage of {1 / (1 - fraction):0.####} or more can be neutral."));
    }
}
