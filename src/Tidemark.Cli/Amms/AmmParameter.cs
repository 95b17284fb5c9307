namespace Tidemark.Cli.Amms;

/// <summary>What decides the form of a curve: a number or a word.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Number">The number, where it is one.</param>
/// <param name="Word">The word, where it is one.</param>
internal sealed record AmmParameter(string Name, double? Number, string? Word = null);
