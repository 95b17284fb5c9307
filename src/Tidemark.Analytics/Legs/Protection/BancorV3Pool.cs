namespace Tidemark.Analytics.Legs.Protection;

/// <summary>What a withdrawal from a Bancor 3 pool depends on, in whole tokens. Letters are the contract's.</summary>
/// <param name="TradingBnt">a: BNT that trades.</param>
/// <param name="TradingBase">b: the base token that trades.</param>
/// <param name="ExcessBase">c: the base token that is staked and does not trade.</param>
/// <param name="StakedBase">e: what the providers are owed.</param>
/// <param name="VaultBase">w: the base token in the external protection vault.</param>
/// <param name="TradingFeeFraction">m: the trading fee.</param>
/// <param name="WithdrawalFeeFraction">n: the withdrawal fee; the contract's is 0.0025.</param>
/// <remarks>The default is an empty pool, from which nothing can be withdrawn.</remarks>
public readonly record struct BancorV3Pool(
    double TradingBnt,
    double TradingBase,
    double ExcessBase,
    double StakedBase,
    double VaultBase,
    double TradingFeeFraction,
    double WithdrawalFeeFraction);
