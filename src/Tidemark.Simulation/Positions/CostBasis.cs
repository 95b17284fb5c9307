using Tidemark.Analytics.Ledger;

namespace Tidemark.Simulation.Positions;

/// <summary>What the withdrawn tokens of a position had cost, by one method, in the numeraire.</summary>
/// <param name="Withdrawn">Each withdrawn token by the deposit that it is taken from, with its cost and what it was worth; fees are not among them.</param>
/// <param name="OpenCost">What the liquidity that is left has cost.</param>
public sealed record CostBasis(IReadOnlyList<WithdrawnToken<double>> Withdrawn, double OpenCost);
