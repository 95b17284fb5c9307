namespace Tidemark.Cli.Calculators;

/// <summary>What a figure counts, which decides how people read it.</summary>
internal enum FigureUnit
{
    /// <summary>A plain number.</summary>
    Number = 0,

    /// <summary>A fraction, shown to people in percent.</summary>
    Fraction = 1,

    /// <summary>A number of days.</summary>
    Days = 2,
}
