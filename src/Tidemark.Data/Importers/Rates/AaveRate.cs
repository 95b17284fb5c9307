namespace Tidemark.Data.Importers.Rates;

/// <summary>The rates and indices of an Aave reserve at a moment.</summary>
/// <param name="Time">The moment, UTC.</param>
/// <param name="SupplyRateAnnual">What suppliers earn from then on, as a fraction a year, without compounding.</param>
/// <param name="BorrowRateAnnual">What borrowers at the variable rate pay from then on, as a fraction a year, compounded by the second.</param>
/// <param name="SupplyIndex">What a unit supplied at the beginning of the reserve has become at its last update.</param>
/// <param name="BorrowIndex">What a unit borrowed at the beginning of the reserve has become at its last update.</param>
public readonly record struct AaveRate(DateTimeOffset Time, double SupplyRateAnnual, double BorrowRateAnnual, double SupplyIndex, double BorrowIndex);
