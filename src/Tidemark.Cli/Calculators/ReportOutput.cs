using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Charts;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Calculators;

/// <summary>Prints a report as a table with its chart, as JSON, or as CSV.</summary>
internal static class ReportOutput
{
    /// <param name="report">The answer.</param>
    /// <param name="format">As what.</param>
    /// <param name="formulas">Where its figures come from, where that is asked for.</param>
    public static void Write(CalculatorReport report, OutputFormat format, IReadOnlyList<Formula>? formulas)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(json => WriteJson(json, report, formulas));
                break;
            case OutputFormat.Csv:
                WriteCsv(report);
                break;
            default:
                WriteText(report, formulas);
                break;
        }
    }

    private static void WriteJson(Utf8JsonWriter json, CalculatorReport report, IReadOnlyList<Formula>? formulas)
    {
        if (report.Amm is { } amm)
        {
            json.WriteString("amm", amm);
        }
        if (report.Parameters.Count > 0)
        {
            json.WriteStartObject("parameters");
            foreach (AmmParameter parameter in report.Parameters)
            {
                if (parameter.Number is { } number)
                {
                    json.WriteNumber(parameter.Name, number);
                }
                else
                {
                    json.WriteString(parameter.Name, parameter.Word);
                }
            }
            json.WriteEndObject();
        }
        if (report.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (string note in report.Notes)
            {
                json.WriteStringValue(note);
            }
            json.WriteEndArray();
        }
        WriteFigures(json, report.Figures);
        foreach (FigureGroup group in report.Groups)
        {
            json.WriteStartObject(group.Name);
            WriteFigures(json, group.Figures);
            json.WriteEndObject();
        }
        foreach (FigureTable table in report.Tables)
        {
            json.WriteStartArray(table.Name);
            for (int row = 0; row < table.Rows.Count; row++)
            {
                json.WriteStartObject();
                if (table.Names is { } names)
                {
                    json.WriteString("name", names[row]);
                }
                WriteFigures(json, table.Rows[row]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (formulas is not null)
        {
            WriteFormulas(json, formulas);
        }
    }

    /// <summary>Writes formulas as an array of objects.</summary>
    public static void WriteFormulas(Utf8JsonWriter json, IReadOnlyList<Formula> formulas)
    {
        json.WriteStartArray("formulas");
        foreach (Formula formula in formulas)
        {
            json.WriteStartObject();
            json.WriteString("figure", formula.Figure);
            json.WriteString("expression", formula.Expression);
            json.WriteString("source", formula.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, IReadOnlyList<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            json.WriteFigure(figure.Name, figure.Value);
        }
    }

    // The rows where there are any, else name and value.
    private static void WriteCsv(CalculatorReport report)
    {
        TextWriter output = Console.Out;
        if (report.Tables.Count > 0)
        {
            FigureTable table = report.Tables[0];
            output.WriteLine(string.Join(',', table.Rows[0].Select(static figure => figure.Name)));
            foreach (IReadOnlyList<Figure> row in table.Rows)
            {
                output.WriteLine(string.Join(',', row.Select(static figure => Field(figure.Value))));
            }
            return;
        }
        output.WriteLine("name,value");
        foreach (Figure figure in report.Figures)
        {
            output.WriteLine($"{figure.Name},{Field(figure.Value)}");
        }
        foreach (FigureGroup group in report.Groups)
        {
            foreach (Figure figure in group.Figures)
            {
                output.WriteLine($"{group.Name}.{figure.Name},{Field(figure.Value)}");
            }
        }
    }

    private static string Field(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void WriteText(CalculatorReport report, IReadOnlyList<Formula>? formulas)
    {
        IAnsiConsole console = Terminal.Create();
        console.WriteLine(report.Sentence);
        foreach (string note in report.Notes)
        {
            console.WriteLine(note);
        }
        console.WriteLine();
        Grid grid = TwoColumns();
        foreach (Figure figure in report.Figures)
        {
            AddRow(grid, figure);
        }
        foreach (FigureGroup group in report.Groups)
        {
            grid.AddEmptyRow();
            grid.AddRow(new Markup($"[bold]{Markup.Escape(group.Label)}[/]"), new Text(""));
            foreach (Figure figure in group.Figures)
            {
                AddRow(grid, figure);
            }
        }
        console.Write(grid);
        foreach (FigureTable table in report.Tables)
        {
            console.WriteLine();
            WindowTable.Write(console, table.Label, table.ShownGrid());
        }
        if (report.Chart is { } chart)
        {
            console.WriteLine();
            console.WriteLine(TerminalChart.Draw(chart, Math.Min(console.Profile.Width, 100)));
        }
        if (formulas is not null)
        {
            console.WriteLine();
            WriteFormulas(console, formulas);
        }
    }

    /// <summary>Writes formulas for people, two lines each.</summary>
    public static void WriteFormulas(IAnsiConsole console, IReadOnlyList<Formula> formulas)
    {
        foreach (Formula formula in formulas)
        {
            console.WriteLine($"{formula.Figure}: {formula.Expression}");
            console.WriteLine($"    source: {formula.Source}");
        }
    }

    private static Grid TwoColumns()
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn().PadLeft(0).PadRight(2));
        grid.AddColumn(new GridColumn().NoWrap().RightAligned());
        return grid;
    }

    private static void AddRow(Grid grid, Figure figure) => grid.AddRow(new Text(figure.Label), new Text(ReportFormat.Text(figure)));
}
