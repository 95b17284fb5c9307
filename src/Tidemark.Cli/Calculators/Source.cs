namespace Tidemark.Cli.Calculators;

/// <summary>Where formulas that several verbs print come from.</summary>
internal static class Source
{
    public const string Definition = "definition";
    public const string Rebalancing = "Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046)";
    public const string ExpectedLoss = "Alexander and Fritz 2024 (arXiv:2410.00854): the mean of LVR is that of impermanent loss when the price is a martingale";
    public const string Lognormal = "geometric Brownian motion, in closed form where there is one; Lipton, Lucic, Sepp 2024 (arXiv:2407.05146)";
    public const string ExitTime = "Borodin and Salminen 2002 (Handbook of Brownian Motion), part II, 3.0";
    public const string Replication = "Deng, Zong, Wang 2022 (arXiv:2205.12043)";
    public const string BlackScholes = "Black and Scholes 1973, at one volatility and no interest";
}
