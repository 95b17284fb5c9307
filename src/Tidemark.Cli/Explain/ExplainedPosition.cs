using Tidemark.Analytics.Ledger;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>A position's statement with its returns, and what would make it even.</summary>
internal sealed record ExplainedPosition(PositionStatement Statement, PositionBreakEven BreakEven)
{
    public PositionHistory History => Statement.History;

    public Attribution<double> Attribution => Statement.Attribution;

    public double Fees => Attribution[ProfitPart.Fees].Total;

    public double Loss => Attribution[ProfitPart.ImpermanentLoss].Total;

    public double? InRangeFraction => History.OpenSeconds > 0 ? (double)History.InRangeSeconds / History.OpenSeconds : null;

    public PeriodReturn? TimeWeighted => LastsLongEnough ? Returns.TimeWeighted(Statement.Flows, Attribution.End, Attribution.EndValue) : null;

    /// <summary>The internal rate of return, where there is one and only one.</summary>
    public PeriodReturn? MoneyWeighted => LastsLongEnough && Returns.MoneyWeighted(Statement.Flows, Attribution.End, Attribution.EndValue) is [PeriodReturn only] ? only : null;

    public PeriodReturn? FeeReturn => LastsLongEnough ? Returns.OnAverageValue(Fees, Statement.Flows, Attribution.End, Attribution.EndValue) : null;

    private bool LastsLongEnough => Attribution.End > Attribution.Start;
}
