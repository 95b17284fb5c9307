namespace Tidemark.Analytics.Ledger;

/// <summary>The parts that a net profit is the sum of; each is signed, plus being good for the LP.</summary>
public enum ProfitPart
{
    /// <summary>What the deposited tokens would have gained outside the pool.</summary>
    Hold,

    /// <summary>What the owed tokens lost in value: negative where they rose.</summary>
    Debt,

    /// <summary>What the tokens posted as margin gained in value.</summary>
    Margin,

    /// <summary>What the tokens of the position are worth, less what the deposited ones would be: the loss to the pool's trades.</summary>
    ImpermanentLoss,

    /// <summary>Collected fees at the prices of their collection, and uncollected ones at those of the end, less what a manager was paid.</summary>
    Fees,

    /// <summary>Rewards at the prices of their receipt.</summary>
    Rewards,

    /// <summary>Interest on what is owed, at the prices of its accrual.</summary>
    Interest,

    /// <summary>Funding received less funding paid.</summary>
    Funding,

    /// <summary>What a hedge gained on its margin.</summary>
    Hedge,

    /// <summary>Gas.</summary>
    Gas,

    /// <summary>What swaps gave less than the market price.</summary>
    SwapCosts,

    /// <summary>Penalties of liquidations.</summary>
    Penalties,

    /// <summary>Payouts of protection less its premiums.</summary>
    Payouts,
}
