namespace Tidemark.Analytics.Legs;

/// <summary>A leg after a step of time, and what happened to it on the way.</summary>
/// <param name="Leg">The leg, as of the step's end.</param>
/// <param name="Flows">What happened.</param>
public sealed record LegStep(Leg Leg, IReadOnlyList<LegFlow> Flows);
