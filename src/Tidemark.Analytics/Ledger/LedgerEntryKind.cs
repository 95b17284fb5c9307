namespace Tidemark.Analytics.Ledger;

/// <summary>What can happen to a position. Amounts of an entry are sizes; the kind says which way they go, "paid" and "received" being the LP's.</summary>
public enum LedgerEntryKind
{
    /// <summary>Tokens paid into the position.</summary>
    Deposit,

    /// <summary>Tokens of the position received; fees are not among them.</summary>
    Withdrawal,

    /// <summary>The position came from another owner; counts as a deposit of what it holds. Its uncollected fees are the new owner's when they accrue to him here.</summary>
    TransferIn,

    /// <summary>The position went to another owner; counts as a withdrawal of what it holds. Uncollected fees that go along are collected first.</summary>
    TransferOut,

    /// <summary>Fees that the position has earned and not paid out; they have no value yet.</summary>
    FeeAccrued,

    /// <summary>Accrued fees received; valued here.</summary>
    FeeCollected,

    /// <summary>What a manager of the position is paid, out of the LP's pocket; less fees for the LP.</summary>
    ManagementFee,

    /// <summary>A reward or incentive received.</summary>
    Reward,

    /// <summary>Gas paid, for failed transactions too.</summary>
    Gas,

    /// <summary>What a swap gave less than the market price would have: its fee and price impact.</summary>
    SwapCost,

    /// <summary>Tokens borrowed and received.</summary>
    Borrow,

    /// <summary>Owed tokens paid back.</summary>
    Repay,

    /// <summary>Interest added to what is owed; paid when it is repaid.</summary>
    Interest,

    /// <summary>Funding of a perpetual, taken from the margin.</summary>
    FundingPaid,

    /// <summary>Funding of a perpetual, added to the margin.</summary>
    FundingReceived,

    /// <summary>Tokens paid in as margin or other collateral.</summary>
    MarginPosted,

    /// <summary>Margin received back.</summary>
    MarginReturned,

    /// <summary>What a hedge gained, added to the margin: settled or marked to market.</summary>
    MarginGain,

    /// <summary>What a hedge lost, taken from the margin.</summary>
    MarginLoss,

    /// <summary>What a liquidation cost beyond the debt it repaid, which is a withdrawal and a repayment.</summary>
    LiquidationPenalty,

    /// <summary>The price of protection, paid.</summary>
    ProtectionPremium,

    /// <summary>A payment of protection or insurance, received.</summary>
    ProtectionPayout,
}
