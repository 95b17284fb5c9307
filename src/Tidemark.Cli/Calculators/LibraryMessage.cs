namespace Tidemark.Cli.Calculators;

/// <summary>The library's word for what it refuses.</summary>
internal static class LibraryMessage
{
    /// <summary>The message alone, on one line and without the parameter's name behind it.</summary>
    public static string Of(ArgumentException exception)
    {
        string message = exception.Message.Split('\n')[0];
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? message : message[..parameter];
    }
}
