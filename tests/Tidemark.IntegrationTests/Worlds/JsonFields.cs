using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Reads the fields of a record; numbers stand in it as decimal text, ticks as numbers.</summary>
internal static class JsonFields
{
    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new InvalidDataException($"{name} is null.");

    public static bool Flag(this JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static UInt256 Unsigned(this JsonElement element, string name) => UInt256.Parse(element.Text(name));

    public static UInt128 Unsigned128(this JsonElement element, string name) => (UInt128)element.Unsigned(name);

    public static Int256 Signed(this JsonElement element, string name) => Int256.Parse(element.Text(name));

    /// <summary>A number that most operations leave out, which means zero.</summary>
    public static Int256 SignedOrZero(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? Int256.Parse(value.GetString()) : default;

    public static Address Address(this JsonElement element, string name) => Amm.Events.Address.Parse(element.Text(name));

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);
}
