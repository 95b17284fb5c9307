namespace Tidemark.Analytics.Legs;

/// <summary>Legs, and the rules by which they can be liquidated.</summary>
public sealed class Book
{
    private const double Rounding = 1e-12;
    private const double Moment = 1e-12;

    private readonly Leg[] _legs;

    /// <summary>A book.</summary>
    /// <param name="legs">The legs, each with a name of its own.</param>
    /// <param name="rules">The rules; each speaks of legs of the book.</param>
    /// <exception cref="ArgumentException">Two legs have one name, or a rule does not fit the legs.</exception>
    public Book(IReadOnlyList<Leg> legs, IReadOnlyList<LiquidationRule>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(legs);
        _legs = [.. legs];
        Rules = rules is null ? [] : [.. rules];
        if (_legs.GroupBy(static leg => leg.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two legs are called {twice.Key}; each needs a name of its own.", nameof(legs));
        }
        foreach (LiquidationRule rule in Rules)
        {
            rule.Require(this);
        }
    }

    // Neither the passing of time nor a leg's successor changes names or kinds.
    private Book(Leg[] legs, IReadOnlyList<LiquidationRule> rules) => (_legs, Rules) = (legs, rules);

    /// <summary>The legs.</summary>
    public IReadOnlyList<Leg> Legs => _legs;

    /// <summary>The rules.</summary>
    public IReadOnlyList<LiquidationRule> Rules { get; }

    /// <summary>The leg of a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public Leg? Find(string name) => Array.Find(_legs, leg => leg.Name == name);

    /// <summary>The legs' values together: what the book is worth to its owner.</summary>
    /// <param name="state">The state, not before that of any leg.</param>
    /// <returns>The value in token 1; negative where more is owed than there is.</returns>
    public double Value(MarketState state)
    {
        double value = 0;
        foreach (Leg leg in _legs)
        {
            value += leg.Value(state);
        }
        return value;
    }

    /// <summary>The derivative of the value by the price.</summary>
    /// <param name="state">The state, not before that of any leg.</param>
    /// <returns>The delta in token 0; zero where it is only the rounding of the legs'.</returns>
    public double Delta(MarketState state)
    {
        (double delta, double size) = (0, 0);
        foreach (Leg leg in _legs)
        {
            double part = leg.Delta(state);
            (delta, size) = (delta + part, size + Math.Abs(part));
        }
        return Math.Abs(delta) > Rounding * size ? delta : 0;
    }

    /// <summary>How the value moves.</summary>
    /// <param name="state">The state, not before that of any leg.</param>
    public BookGreeks Greeks(MarketState state)
    {
        (double gamma, double vega) = (0, 0);
        foreach (Leg leg in _legs)
        {
            gamma += leg.Gamma(state);
            vega += leg.Vega(state);
        }
        // What is due once, as soon as time passes, is no carry.
        MarketState soon = new(state.Price, state.Years + Moment);
        Book now = Advance(soon).Book;
        return new BookGreeks(Delta(state), gamma, vega, now.Value(new MarketState(state.Price, soon.Years + (1 / Year.Days))) - now.Value(soon));
    }

    /// <summary>Lets time pass and the price move; no rule is applied.</summary>
    /// <param name="to">The state at the end, not before that of any leg.</param>
    /// <returns>The book then, and what happened to each leg.</returns>
    public BookStep Advance(MarketState to)
    {
        LegStep[] steps = Array.ConvertAll(_legs, leg => leg.Advance(to));
        return new BookStep(new Book(Array.ConvertAll(steps, static step => step.Leg), Rules), steps);
    }

    /// <summary>The book with some legs replaced by those of the same names.</summary>
    /// <param name="legs">The new legs.</param>
    /// <exception cref="ArgumentException">A name is not in the book, or is that of another kind of leg.</exception>
    public Book With(params ReadOnlySpan<Leg> legs)
    {
        Leg[] replaced = [.. _legs];
        foreach (Leg leg in legs)
        {
            int at = Array.FindIndex(replaced, old => old.Name == leg.Name && old.GetType() == leg.GetType());
            replaced[at >= 0 ? at : throw new ArgumentException($"The book has no {leg.GetType().Name} called {leg.Name}.", nameof(legs))] = leg;
        }
        return new Book(replaced, Rules);
    }
}
