using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Holds the reference's own bitmap against the words that mainnet had, so that the oracle of the walks is not just another opinion.</summary>
public sealed class ReferenceBitmapTests
{
    [Theory]
    [InlineData("0x1d42064Fc4Beb5F8aAF85F4617AE8b3b5B8Bd801", 60)]
    [InlineData("0x6c6Bc977E13Df9b0de53b251522280BB72383700", 10)]
    [InlineData("0x7858E59e0C01EA06Df3aF3D20aC7B0003275D4Bf", 10)]
    [InlineData("0x7BeA39867e4169DBe237d55C8242a8f2fcDcc387", 200)]
    [InlineData("0xC2e9F25Be6257c210d7Adf0D4Cd6E3E881ba25f8", 60)]
    [InlineData("0xCBCdF9626bC03E24f779434178A73a0B4bad62eD", 60)]
    public void Flip_RecordedTicks_GivesTheRecordedWords(string pool, int spacing)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("vectors", "degenbot", "uniswap", "v3", "snapshot", pool + ".json")));
        ReferenceBitmap bitmap = new(spacing, []);
        foreach (JsonProperty tick in document.RootElement.GetProperty("tick_data").EnumerateObject())
        {
            bitmap.Flip(int.Parse(tick.Name, CultureInfo.InvariantCulture));
        }
        Dictionary<int, BigInteger> recorded = document.RootElement.GetProperty("tick_bitmap").EnumerateObject().ToDictionary(
            word => int.Parse(word.Name, CultureInfo.InvariantCulture),
            word => BigInteger.Parse(word.Value.GetProperty("bitmap").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(recorded.OrderBy(word => word.Key), bitmap.Words.OrderBy(word => word.Key));
    }
}
