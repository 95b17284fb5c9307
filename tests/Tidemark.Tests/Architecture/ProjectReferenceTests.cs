using System.Xml.Linq;

namespace Tidemark.Tests.Architecture;

/// <summary>Who may know whom. An arrow that is not in the table is a change of the design.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Tidemark.Amm"] = [],
        ["Tidemark.Analytics"] = ["Tidemark.Amm"],
        ["Tidemark.Simulation"] = ["Tidemark.Amm", "Tidemark.Analytics"],
        ["Tidemark.Data"] = ["Tidemark.Amm", "Tidemark.Analytics"],
        ["Tidemark.Server"] = ["Tidemark.Amm", "Tidemark.Analytics", "Tidemark.Simulation", "Tidemark.Data"],
        ["Tidemark.Cli"] = ["Tidemark.Amm", "Tidemark.Analytics", "Tidemark.Simulation", "Tidemark.Data", "Tidemark.Server"],
    };

    [Fact]
    public void Projects_References_StandInTheTable()
    {
        string[] projects = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Contains(projects, path => Path.GetFileNameWithoutExtension(path) == "Tidemark.Amm");
        Assert.Empty(projects.SelectMany(path => Violations(Path.GetFileNameWithoutExtension(path), XDocument.Load(path))));
    }

    [Fact]
    public void CompiledAssemblies_References_StandInTheTable()
    {
        string[] assemblies = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => AssemblyProject(path) is not null).ToArray();
        Assert.NotEmpty(assemblies);
        foreach (string path in assemblies)
        {
            using AssemblyScan scan = new(path, _ => false);
            string project = AssemblyProject(path)!;
            string[] known = [.. scan.ReferencedAssemblies().Where(name => name.StartsWith("Tidemark", StringComparison.OrdinalIgnoreCase))];
            Assert.Empty(known.Except(Allowed[project]).Select(name => $"{project} -> {name}"));
        }
    }

    [Fact]
    public void CompiledAmm_References_AreTheFrameworkAlone()
    {
        using AssemblyScan scan = new(typeof(Amm.Numerics.UInt256).Assembly.Location, _ => false);
        Assert.DoesNotContain(scan.ReferencedAssemblies(), name => !name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Tidemark.Amm", """<ProjectReference Include="../Tidemark.Data/Tidemark.Data.csproj" />""")]
    [InlineData("Tidemark.Amm", """<PackageReference Include="Nethermind.Int256" />""")]
    [InlineData("Tidemark.Simulation", """<ProjectReference Include="..\Tidemark.Data\Tidemark.Data.csproj" />""")]
    [InlineData("Tidemark.Data", """<ProjectReference Include="../Tidemark.Simulation/Tidemark.Simulation.csproj" />""")]
    [InlineData("Tidemark.Analytics", """<ProjectReference Include="../Tidemark.Cli/Tidemark.Cli.csproj" />""")]
    [InlineData("Tidemark.Common", "")]
    public void Violations_BadProject_AreFound(string project, string item) => Assert.NotEmpty(Violations(project, Project(item)));

    [Theory]
    [InlineData("Tidemark.Simulation", """<ProjectReference Include="../Tidemark.Amm/Tidemark.Amm.csproj" />""")]
    [InlineData("Tidemark.Data", """<PackageReference Include="Microsoft.Data.Sqlite.Core" />""")]
    public void Violations_GoodProject_AreNone(string project, string item) => Assert.Empty(Violations(project, Project(item)));

    private static XDocument Project(string item) => XDocument.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>");

    private static IEnumerable<string> Violations(string project, XDocument document)
    {
        if (!Allowed.TryGetValue(project, out string[]? allowed))
        {
            return [$"{project} is not in the table"];
        }
        IEnumerable<string> references = document.Descendants("ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));
        IEnumerable<string> packages = project == "Tidemark.Amm" ? document.Descendants("PackageReference").Select(item => item.Attribute("Include")!.Value) : [];
        return references.Except(allowed).Concat(packages).Select(name => $"{project} -> {name}");
    }

    // The command line's assembly has the name of the command.
    private static string? AssemblyProject(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        name = name == "tidemark" ? "Tidemark.Cli" : name;
        return Allowed.ContainsKey(name) ? name : null;
    }
}
