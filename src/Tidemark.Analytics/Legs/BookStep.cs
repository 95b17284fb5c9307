namespace Tidemark.Analytics.Legs;

/// <summary>A book after a step of time.</summary>
/// <param name="Book">The book then.</param>
/// <param name="Legs">The steps of its legs, in their order.</param>
public sealed record BookStep(Book Book, IReadOnlyList<LegStep> Legs);
