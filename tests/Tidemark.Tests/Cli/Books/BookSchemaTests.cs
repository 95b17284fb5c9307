using Tidemark.Cli.Books;
using Tidemark.Cli.Protect;
using Tidemark.Data.Importers;

namespace Tidemark.Tests.Cli.Books;

/// <summary>The schema and the reader know the same names and agree about books.</summary>
public sealed class BookSchemaTests : IDisposable
{
    private readonly BookFolder _folder = new();
    private readonly BookSchema _schema = new();

    public static TheoryData<string> Samples => [.. Directory.GetFiles(BookFolder.Samples, "*.yaml").Select(static path => Path.GetFileName(path))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_OfTheReader_AreThoseOfTheSchema()
    {
        Dictionary<string, string[]> read = new()
        {
            ["book"] = BookKeys.Book,
            ["surface"] = BookKeys.Surface,
            ["quote"] = BookKeys.Quote,
            ["leg"] = BookKeys.Leg,
            ["hold"] = BookKeys.Hold,
            ["liquidity"] = BookKeys.Liquidity,
            ["loan"] = BookKeys.Loan,
            ["perpetual"] = BookKeys.Perpetual,
            ["tier"] = BookKeys.Tier,
            ["option"] = BookKeys.Option,
            ["protection"] = BookKeys.Protection,
            ["rule"] = BookKeys.Rule,
            ["collateral"] = BookKeys.Collateral,
            ["aave"] = BookKeys.Aave,
            ["whole"] = BookKeys.Whole,
            ["fixedRate"] = BookKeys.FixedRate,
            ["aaveRate"] = BookKeys.AaveRate,
            ["borrowedRate"] = BookKeys.BorrowedRate,
            ["lentRate"] = BookKeys.LentRate,
            ["compound"] = BookKeys.Compound,
            ["alpaca"] = BookKeys.Alpaca,
            ["gearbox"] = BookKeys.Gearbox,
            ["extraFinance"] = BookKeys.ExtraFinance,
            ["recordedRate"] = BookKeys.RecordedRate,
            ["recordedFunding"] = BookKeys.RecordedFunding,
        };
        Assert.Equal(typeof(BookKeys).GetFields().Length - 3, read.Count);
        Assert.Equal(read.Keys.Order(), _schema.Names.Keys.Order());
        Assert.All(read, pair => Assert.Equal(pair.Value.Order(), _schema.Names[pair.Key].Order()));
        Assert.Equal(PolicyOptions.Protocols.Keys, _schema.Words("protection", "protocol"));
        Assert.Equal([.. AmmShape.Names, "single-sided"], _schema.Words("liquidity", "amm"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_BySchemaAndReader_IsABook(string sample)
    {
        string text = File.ReadAllText(Path.Combine(BookFolder.Samples, sample));
        Assert.Empty(_schema.Problems(text));
        BookCase found = BookFile.Read(Path.Combine(BookFolder.Samples, sample));
        Assert.NotEmpty(found.Book.Legs);
    }

    /// <summary>Whatever a line of a sample is changed to: what the reader takes, the schema takes, and an unknown name neither.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_WithOneChange_IsNoBookToTheReaderWhereItIsNoneToTheSchema(string sample)
    {
        string text = File.ReadAllText(Path.Combine(BookFolder.Samples, sample)).Replace("rates/reserves.yaml", Path.Combine(BookFolder.Samples, "rates", "reserves.yaml"), StringComparison.Ordinal);
        int unknown = 0;
        int refused = 0;
        for (int at = text.IndexOf(": ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(": ", at + 1, StringComparison.Ordinal))
        {
            if (text[text.LastIndexOf('\n', at) + 1] == '#')
            {
                continue;
            }
            int start = text.LastIndexOfAny(" {\n,-".ToCharArray(), at) + 1;
            foreach (string change in new[] { text.Insert(start, "x"), text.Insert(at + 2, "-"), text.Insert(at + 2, "z"), text.Remove(at + 2, 1), text.Insert(at + 2, "[ ] #") })
            {
                bool isRead = IsRead(change);
                Assert.True(!isRead || _schema.Problems(change).Length == 0, $"The reader takes what the schema refuses:\n{change}");
                refused += isRead ? 0 : 1;
            }
            unknown += IsRead(text.Insert(start, "x")) ? 1 : 0;
        }
        // Names of legs and words in comments are nobody's keys.
        Assert.Equal(0, unknown);
        Assert.True(refused > 20);
    }

    private bool IsRead(string text)
    {
        try
        {
            _folder.Read(text);
            return true;
        }
        catch (TapeFormatException)
        {
            return false;
        }
    }
}
