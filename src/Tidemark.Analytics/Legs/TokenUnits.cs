using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Analytics.Legs;

/// <summary>Amounts of both tokens in base units of 1e-18, as a ledger has them.</summary>
internal readonly record struct TokenUnits(BigInteger Amount0, BigInteger Amount1)
{
    public const double PerToken = 1e18;
    public const string Token0 = "token0";
    public const string Token1 = "token1";

    public static TokenUnits operator +(TokenUnits left, TokenUnits right) => new(left.Amount0 + right.Amount0, left.Amount1 + right.Amount1);

    public static TokenUnits operator -(TokenUnits left, TokenUnits right) => new(left.Amount0 - right.Amount0, left.Amount1 - right.Amount1);

    /// <summary>The nearest amounts.</summary>
    public static TokenUnits Of(Reserves tokens) => new(Units(tokens.Amount0), Units(tokens.Amount1));

    /// <summary>A part of them; all where it is one, none where it is zero.</summary>
    public TokenUnits Part(double fraction)
    {
        var parts = new BigInteger(fraction * PerToken);
        var whole = new BigInteger(PerToken);
        return new TokenUnits(Amount0 * parts / whole, Amount1 * parts / whole);
    }

    public TokenUnits AtMost(TokenUnits most) => new(BigInteger.Min(Amount0, most.Amount0), BigInteger.Min(Amount1, most.Amount1));

    public TokenAmount[] Amounts() => [new(Token0, UInt256.FromBigInteger(Amount0)), new(Token1, UInt256.FromBigInteger(Amount1))];

    private static BigInteger Units(double tokens) => new(Math.Round(tokens * PerToken));
}
