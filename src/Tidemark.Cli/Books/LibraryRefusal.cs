using Tidemark.Data.Importers.Yaml;

namespace Tidemark.Cli.Books;

/// <summary>What the library refuses becomes a problem at its place in the file.</summary>
internal static class LibraryRefusal
{
    /// <summary>Makes something of what stands at a place.</summary>
    public static T Make<T>(this YamlMapping place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception)
        {
            string message = exception.Message.Split('\n')[0];
            int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
            throw place.Problem($"{(parameter < 0 ? message : message[..parameter]).TrimEnd('.')}; correct it");
        }
    }
}
