namespace Tidemark.Tests.Architecture;

/// <summary>Something that a compiled assembly should not hold: where, and what.</summary>
internal sealed record AssemblyFinding(string Place, string What)
{
    public override string ToString() => $"{Place}: {What}";
}
