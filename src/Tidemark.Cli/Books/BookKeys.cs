namespace Tidemark.Cli.Books;

/// <summary>The names that a book's file knows, by what they describe; <c>samples/book.schema.json</c> has the same.</summary>
internal static class BookKeys
{
    public static readonly string[] Book = ["price", "symbols", "volatility", "drift", "days", "begin", "surface", "legs", "rules"];
    public static readonly string[] Surface = ["rate", "quotes"];
    public static readonly string[] Quote = ["days", "strike", "volatility"];
    public static readonly string[] LegKinds = ["hold", "cash", "liquidity", "loan", "perpetual", "option", "protection"];
    public static readonly string[] Leg = ["name", .. LegKinds];
    public static readonly string[] Hold = ["amount0", "amount1", "rate0", "rate1"];
    public static readonly string[] Liquidity = ["amm", "lower", "upper", "weights", "amplification", "value", "amount0", "amount1", "feeApr", "rewardApr", "performanceFee", "managementFeeApr", "reinvest"];
    public static readonly string[] Loan = Hold;
    public static readonly string[] Perpetual = ["kind", "quantity", "margin", "initialMargin", "maintenance", "funding", "tradingFee"];
    public static readonly string[] Tier = ["floor", "rate"];
    public static readonly string[] Option = ["kind", "quantity", "strike", "days", "volatility"];
    public static readonly string[] Protection = ["of", "protocol", "cliffDays", "fullDays", "coverage", "deductible", "cap", "premium", "premiumApr"];
    public static readonly string[] Terms = ["aave", "whole"];
    public static readonly string[] Rule = ["name", "collateral", "debts", .. Terms];
    public static readonly string[] Collateral = ["leg", "threshold", "quota", "saleDiscount"];
    public static readonly string[] Aave = ["bonus", "closeFactor", "fullBelowHealth", "fullBelowValue", "protocolShareOfBonus"];
    public static readonly string[] Whole = ["prize", "protocolFee"];
    public static readonly string[] FixedRate = ["apr", "compounding"];
    public static readonly string[] AaveRate = ["aave", "reserve", "utilisation"];
    public static readonly string[] Lenders = ["compound", "alpaca", "alphaHomora", "gearbox", "extraFinance"];
    public static readonly string[] BorrowedRate = [.. Lenders, "utilisation"];
    public static readonly string[] LentRate = [.. BorrowedRate, "reserveFactor"];
    public static readonly string[] Compound = ["kink", "baseRate", "multiplier", "jumpMultiplier"];
    public static readonly string[] Alpaca = ["ceiling1", "ceiling2", "rate1", "rate2", "rate3"];
    public static readonly string[] Gearbox = ["kink1", "kink2", "baseRate", "slope1", "slope2", "slope3"];
    public static readonly string[] ExtraFinance = ["utilisationA", "utilisationB", "rateA", "rateB", "mostRate"];
    public static readonly string[] RecordedRate = ["recorded"];
    public static readonly string[] RecordedFunding = ["recorded", "utcOffset"];
}
