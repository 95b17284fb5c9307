using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Legs.Perpetuals;

namespace Tidemark.Analytics.Legs;

/// <summary>A book along a path of prices: everything accrues, rules are carried out when they are hit, and accounted for.</summary>
/// <remarks>
/// Each step first lets interest, fees and funding accrue and the price move; then perpetuals whose margin is below its maintenance are topped up from the cash or closed; then
/// collateral is seized where a health factor is below one, and protections of what is seized are paid out and end with it. What is hit within a step is carried out at its end: finer steps are nearer to the truth.
/// </remarks>
public sealed class BookRun
{
    private const int MostLiquidations = 64;

    private readonly Dictionary<string, LegAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PerpetualLeg> _filled = new(StringComparer.Ordinal);
    private readonly List<BookEvent> _events = [];
    private readonly string _cash;

    /// <summary>Begins a run.</summary>
    /// <param name="book">The book.</param>
    /// <param name="start">The state at the beginning, not before that of any leg.</param>
    /// <param name="beginning">The time of zero years.</param>
    /// <param name="cash">The name of the leg that pays margins and takes what is paid out. Where the book has none of that name, an empty one is added.</param>
    /// <exception cref="ArgumentException">The leg of that name holds something else than token 1 alone.</exception>
    public BookRun(Book book, MarketState start, DateTimeOffset beginning, string cash = "cash")
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Find(cash) is { } found && found is not HoldLeg { Amounts.Amount0: 0 })
        {
            throw new ArgumentException($"The leg {cash} is to be the cash and must hold token 1 alone.", nameof(cash));
        }
        Book whole = book.Find(cash) is null ? new Book([.. book.Legs, new HoldLeg(cash, start, default)], book.Rules) : book;
        (Book, State, _cash) = (whole.Advance(start).Book, start, cash);
        foreach (Leg leg in Book.Legs)
        {
            LegAccount account = new(leg.Name, beginning);
            account.Open(leg, start);
            _accounts.Add(leg.Name, account);
            if (leg is PerpetualLeg perpetual)
            {
                _filled.Add(leg.Name, perpetual);
            }
        }
    }

    /// <summary>The book now.</summary>
    public Book Book { get; private set; }

    /// <summary>The state now.</summary>
    public MarketState State { get; private set; }

    /// <summary>What rules have done so far.</summary>
    public IReadOnlyList<BookEvent> Events => _events;

    /// <summary>The cash now, in token 1.</summary>
    public double Cash => Book.Find(_cash)!.Value(State);

    /// <summary>What the owner had to pay in besides, because the cash was spent, in token 1.</summary>
    public double PaidIn { get; private set; }

    /// <summary>Why the book gained or lost so far; its net is the book's value now, less that at the beginning and <see cref="PaidIn"/>.</summary>
    public Attribution<double> Explain() =>
        Book.Legs.Select(leg => _accounts[leg.Name].Explain(leg, State)).OfType<Attribution<double>>().Aggregate(static (sum, next) => sum + next);

    /// <summary>One step.</summary>
    /// <param name="to">The state at its end, not before the state now.</param>
    public void MoveTo(MarketState to)
    {
        BookStep step = Book.Advance(to);
        MarketState from = State;
        (Book, State) = (step.Book, to);
        foreach (LegStep leg in step.Legs.Where(static leg => leg.Leg is not PerpetualLeg))
        {
            _accounts[leg.Leg.Name].Step(leg, from, to);
        }
        Receive(step.Legs.Sum(static leg => leg.Flows.Sum(static flow => flow.Cash)));
        foreach (LegStep leg in step.Legs.Where(static leg => leg.Leg is PerpetualLeg))
        {
            Maintain(leg, from);
        }
        foreach (LiquidationRule rule in Book.Rules)
        {
            // A part of the debt may not be enough. One that makes the health factor worse ends with all of the collateral; what a small close factor leaves is for the next step.
            for (int i = 0; i < MostLiquidations && rule.HealthFactor(Book, State) < 1; i++)
            {
                Liquidate(rule);
            }
        }
    }

    // Cash that is not there is paid in by the owner.
    private void Receive(double cash)
    {
        var leg = (HoldLeg)Book.Find(_cash)!;
        double change = Math.Max(cash, -leg.Amounts.Amount1);
        PaidIn += change - cash;
        if (change == 0)
        {
            return;
        }
        HoldLeg after = leg.Add(change);
        if (change > 0)
        {
            _accounts[_cash].Post(after, State, new Reserves(0, change));
        }
        else
        {
            _accounts[_cash].Take(leg, after.Amounts.Amount1 / leg.Amounts.Amount1, State);
        }
        Book = Book.With(after);
    }

    private void Maintain(LegStep step, MarketState from)
    {
        var perpetual = (PerpetualLeg)step.Leg;
        LegAccount account = _accounts[perpetual.Name];
        double margin = perpetual.MarginValue(State);
        if (perpetual.Quantity == 0 || margin >= perpetual.MaintenanceMargin(State))
        {
            account.Step(step, from, State);
            return;
        }
        // In a tier of larger sizes the maintenance may be more than the initial margin.
        double needed = Math.Max(perpetual.InitialMargin(State), perpetual.MaintenanceMargin(State)) - margin;
        if (needed <= Cash)
        {
            // The cash comes in time for the loss.
            Receive(-needed);
            PerpetualLeg filled = perpetual.Add(needed, State);
            (Reserves after, Reserves before) = (filled.Tokens(State), perpetual.Tokens(State));
            account.Post(filled, State, new Reserves(after.Amount0 - before.Amount0, after.Amount1 - before.Amount1));
            account.Step(step, from, State);
            Book = Book.With(filled);
            _filled[perpetual.Name] = filled;
            _events.Add(new BookEvent(BookEventKind.MarginToppedUp, State, perpetual.Name, default) { MarginAdded = needed });
            return;
        }
        double lost = Math.Max(0, margin);
        account.Step(step, from, State);
        account.Take(perpetual, 0, State);
        account.Pay(LedgerEntryKind.LiquidationPenalty, perpetual, State, lost);
        Book = Book.With(perpetual.Scaled(0));
        double marginLost = _filled[perpetual.Name].Margin * (perpetual.Kind == PerpetualKind.Inverse ? State.Price : 1);
        _events.Add(new BookEvent(BookEventKind.MarginLiquidated, State, perpetual.Name, new LiquidationAmounts(0, lost, lost, 0, 0, Math.Max(0, -margin))) { MarginLost = marginLost });
    }

    private void Liquidate(LiquidationRule rule)
    {
        Book before = Book;
        (Book after, LiquidationAmounts amounts) = rule.Liquidate(before, State);
        double payout = 0;
        foreach (string name in rule.Collateral.Select(static part => part.Leg).Concat(rule.Debts))
        {
            Leg leg = before.Find(name)!;
            double value = leg.Value(State);
            if (value != 0)
            {
                double stays = after.Find(name)!.Value(State) / value;
                _accounts[name].Take(leg, stays, State);
                (after, double paid) = EndProtections(after, name, stays);
                payout += paid;
            }
        }
        Book = after;
        string first = rule.Collateral[0].Leg;
        _accounts[first].Pay(LedgerEntryKind.LiquidationPenalty, after.Find(first)!, State, amounts.Penalty);
        _accounts[first].Pay(LedgerEntryKind.ProtectionPayout, after.Find(first)!, State, amounts.BadDebt);
        Receive(amounts.Returned + payout);
        _events.Add(new BookEvent(BookEventKind.Liquidated, State, rule.Name, amounts));
    }

    // What is taken from a deposit is withdrawn: its part of a policy is paid now, and ends.
    private (Book Book, double Payout) EndProtections(Book book, string covered, double stays)
    {
        double payout = 0;
        foreach (ProtectionLeg protection in book.Legs.OfType<ProtectionLeg>().Where(leg => leg.CoveredLeg == covered))
        {
            _accounts[protection.Name].Take(protection, stays, State);
            payout += protection.Value(State) * (1 - stays);
            book = book.With(protection.Scaled(stays));
        }
        return (book, payout);
    }
}
