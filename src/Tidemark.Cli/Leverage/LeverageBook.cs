using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Legs.Interest;
using Tidemark.Cli.Books;

namespace Tidemark.Cli.Leverage;

/// <summary>A leveraged position out of a book's file: one pool, its loans, and the rule over them.</summary>
internal static class LeverageBook
{
    /// <summary>Reads a book as a leveraged position at its beginning.</summary>
    /// <exception cref="CommandInputException">The book is something else as well.</exception>
    public static LeverageQuestion Read(string path)
    {
        BookCase file = BookFile.Read(path);
        if (file.Book.Legs.FirstOrDefault(leg => leg is not LoanLeg && !file.Shapes.ContainsKey(leg.Name)) is { } other)
        {
            throw new CommandInputException($"{path}: leverage answers for one pool and its loans, and the leg {other.Name} is neither; leave it out, or ask tidemark book.");
        }
        if (file.Shapes.Count != 1 || file.Book.Rules is not [{ Collateral: [{ Quota: null, SaleDiscountFraction: 0 } collateral] } rule])
        {
            throw new CommandInputException($"{path}: leverage answers for one pool that secures its loans by one rule, without quota or sale discount; the book has {file.Shapes.Count} pools and {file.Book.Rules.Count} rules; ask tidemark book.");
        }
        LoanLeg[] loans = [.. file.Book.Legs.OfType<LoanLeg>()];
        if (loans.FirstOrDefault(loan => !rule.Debts.Contains(loan.Name)) is { } unsecured)
        {
            throw new CommandInputException($"{path}: the loan {unsecured.Name} is no debt of the rule {rule.Name}; add it there, or leave it out.");
        }
        (double owed0, RatePath rate0) = Owed(path, loans, "token 0", static loan => loan.Owed.Amount0, static loan => loan.Interest0);
        (double owed1, RatePath rate1) = Owed(path, loans, "token 1", static loan => loan.Owed.Amount1, static loan => loan.Interest1);
        var pool = (LiquidityLeg)file.Book.Find(collateral.Leg)!;
        double price = file.Start.Price;
        double value = pool.Value(file.Start);
        double debt = new Reserves(owed0, owed1).Value(price);
        if (!(value > debt))
        {
            throw new CommandInputException(FormattableString.Invariant($"{path}: the pool is worth {value:R} and {debt:R} is owed; no own money is in it, so there is no leverage; borrow less."));
        }
        return new LeverageQuestion
        {
            Shape = file.Shapes[pool.Name],
            Curve = pool.Curve,
            EntryPrice = price,
            Price = price,
            Collateral = value - debt,
            Leverage = value / (value - debt),
            ShareOfToken0 = owed0 * price / debt,
            Rate0 = rate0,
            Rate1 = rate1,
            Fees = pool.Fees,
            Threshold = collateral.ThresholdFraction,
            Terms = rule.Terms,
            Days = file.Days ?? BookFile.DefaultDays,
            Volatility = file.VolatilityAnnual,
            Drift = file.DriftAnnual,
        };
    }

    private static (double Amount, RatePath Rate) Owed(string path, LoanLeg[] loans, string token, Func<LoanLeg, double> amount, Func<LoanLeg, RatePath> rate) => loans.Where(loan => amount(loan) > 0).ToArray() switch
    {
        [] => (0, RatePath.Fixed(0)),
        [LoanLeg one] => (amount(one), rate(one)),
        _ => throw new CommandInputException($"{path}: more than one loan owes {token}; leverage answers for one rate of each token; put them together, or ask tidemark book."),
    };
}
