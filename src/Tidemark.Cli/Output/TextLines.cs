namespace Tidemark.Cli.Output;

/// <summary>Breaks a text in lines between words.</summary>
internal static class TextLines
{
    /// <summary>A space at which no line ends.</summary>
    public const char HardSpace = '\u00A0';

    /// <summary>The lines. A word that is wider than the width is left whole on a line of its own.</summary>
    public static IEnumerable<string> Of(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }
        yield return line;
    }
}
