namespace Tidemark.Cli.Calculators;

/// <summary>One figure of a report.</summary>
/// <param name="Name">Its name in JSON, with the unit where it has one.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">Its value; null where there is none.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="None">What to tell people where there is no value.</param>
internal sealed record Figure(string Name, string Label, double? Value, FigureUnit Unit = FigureUnit.Number, string None = "none")
{
    // Minus zero is zero to people and machines.
    public double? Value { get; } = Value == 0 ? 0 : Value;
}
