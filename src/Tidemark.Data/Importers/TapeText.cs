using System.Text;

namespace Tidemark.Data.Importers;

/// <summary>How a piece of a damaged file is shown in a message: short, on one line, without control characters.</summary>
internal static class TapeText
{
    private const int MostCharacters = 120;

    /// <summary>Shows bytes, as UTF-8 where they are.</summary>
    public static string Show(ReadOnlySpan<byte> text) =>
        Show(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * MostCharacters)]));

    /// <summary>Shows text.</summary>
    public static string Show(string text)
    {
        StringBuilder shown = new();
        foreach (char c in text)
        {
            if (shown.Length == MostCharacters)
            {
                return shown.Append("...").ToString();
            }
            shown.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c);
        }
        return shown.ToString();
    }
}
