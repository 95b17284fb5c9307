using Tidemark.Cli.Calculators;
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
            throw place.Problem($"{LibraryMessage.Of(exception).TrimEnd('.')}; correct it");
        }
    }
}
