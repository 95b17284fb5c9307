using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>The prices at one place of a ledger, which it names where one is missing or cannot be.</summary>
internal readonly struct PriceList<T>(IReadOnlyDictionary<string, T> prices, string place)
    where T : struct, INumber<T>
{
    public string Place { get; } = place;

    public T Of(string token)
    {
        if (token is null || !prices.TryGetValue(token, out T price))
        {
            throw new LedgerException($"{Place}: the valuation has no price of {(string.IsNullOrEmpty(token) ? "a token without a name" : token)}; it needs one of every token that the position has had to do with.");
        }
        return T.IsFinite(price) && !T.IsNegative(price)
            ? price
            : throw new LedgerException(FormattableString.Invariant($"{Place}: the price of {token} is {price}; a price is finite and not negative."));
    }

    public T PositiveOf(string token) =>
        Of(token) is var price && T.IsPositive(price) && !T.IsZero(price)
            ? price
            : throw new LedgerException($"{Place}: the price of {token} is zero; a deposit cannot be converted into a token without value.");

    public T Value(TokenAmount amount) => T.CreateChecked(amount.BaseUnits.ToBigInteger()) * Of(amount.Token);

    public T Value(IReadOnlyList<TokenAmount> amounts)
    {
        T value = T.Zero;
        foreach (TokenAmount amount in amounts)
        {
            value += Value(amount);
        }
        return value;
    }
}
