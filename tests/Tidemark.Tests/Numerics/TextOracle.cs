using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Tidemark.Tests.Numerics;

/// <summary>Oracles of parsing and formatting: regular expressions say what is a number, big integers say which one.</summary>
internal static class TextOracle
{
    private static readonly Regex Number = new("^(-?)(0[xX]([0-9a-fA-F]+)|([0-9]+))$(?!\n)", RegexOptions.CultureInvariant);
    private static readonly Regex Amount = new(@"^(-?)([0-9]+)(\.([0-9]+))?$(?!\n)", RegexOptions.CultureInvariant);

    public static Dictionary<string, Action<MemberInfo>> All { get; } = new(
        Operations("UInt256", Word.Unsigned).Concat(Operations("Int256", Word.Signed)));

    private static Dictionary<string, Action<MemberInfo>> Operations<T>(string name, Word<T> word)
        where T : notnull => new()
        {
            [$"{name}.TryParse(ReadOnlySpan<Char>,out {name})"] = m => TryParse(m, word, Oracle.Bind<Shapes.TryParse<ReadOnlySpan<char>, T>>(m)),
            [$"{name}.TryParse(ReadOnlySpan<Byte>,out {name})"] = m => TryParse(m, word, Utf8(Oracle.Bind<Shapes.TryParse<ReadOnlySpan<byte>, T>>(m))),
            [$"{name}.TryParse(ReadOnlySpan<Char>,IFormatProvider,out {name})"] = m =>
            {
                var parse = Oracle.Bind<Shapes.TryParseWith<ReadOnlySpan<char>, IFormatProvider?, T>>(m);
                TryParse(m, word, (ReadOnlySpan<char> text, out T value) => parse(text, null, out value));
            },
            [$"{name}.TryParse(ReadOnlySpan<Byte>,IFormatProvider,out {name})"] = m =>
            {
                var parse = Oracle.Bind<Shapes.TryParseWith<ReadOnlySpan<byte>, IFormatProvider?, T>>(m);
                TryParse(m, word, Utf8((ReadOnlySpan<byte> text, out T value) => parse(text, null, out value)));
            },
            [$"{name}.TryParse(String,IFormatProvider,out {name})"] = m =>
            {
                var parse = Oracle.Bind<Shapes.TryParseWith<string?, IFormatProvider?, T>>(m);
                TryParse(m, word, (ReadOnlySpan<char> text, out T value) => parse(text.ToString(), null, out value));
                Assert.False(parse(null, null, out _));
            },
            [$"{name}.Parse(ReadOnlySpan<Char>)"] = m =>
            {
                var parse = Oracle.Bind<Func<ReadOnlySpan<char>, T>>(m);
                Parse(m, word, text => parse(text));
            },
            [$"{name}.Parse(ReadOnlySpan<Byte>)"] = m =>
            {
                var parse = Oracle.Bind<Func<ReadOnlySpan<byte>, T>>(m);
                Parse(m, word, text => parse(Encoding.UTF8.GetBytes(text)));
            },
            [$"{name}.Parse(ReadOnlySpan<Char>,IFormatProvider)"] = m =>
            {
                var parse = Oracle.Bind<Func<ReadOnlySpan<char>, IFormatProvider?, T>>(m);
                Parse(m, word, text => parse(text, null));
            },
            [$"{name}.Parse(ReadOnlySpan<Byte>,IFormatProvider)"] = m =>
            {
                var parse = Oracle.Bind<Func<ReadOnlySpan<byte>, IFormatProvider?, T>>(m);
                Parse(m, word, text => parse(Encoding.UTF8.GetBytes(text), null));
            },
            [$"{name}.Parse(String,IFormatProvider)"] = m =>
            {
                var parse = Oracle.Bind<Func<string, IFormatProvider?, T>>(m);
                Parse(m, word, text => parse(text, null));
                Assert.Throws<ArgumentNullException>(() => parse(null!, null));
            },
            [$"{name}.TryFromDecimal(ReadOnlySpan<Char>,Int32,out {name})"] = m => TryFromDecimal(m, word),
            [$"{name}.FromDecimal(ReadOnlySpan<Char>,Int32)"] = m => FromDecimal(m, word),
            [$"{name}.ToDecimalString(Int32)"] = m => ToDecimalString(m, word),
            [$"{name}.ToString()"] = m => Oracle.Property(m, word, value => value.ToString(CultureInfo.InvariantCulture)),
            [$"{name}.ToString(String,IFormatProvider)"] = m => ToFormattedString(m, word),
            [$"{name}.TryFormat(Span<Char>,out Int32,ReadOnlySpan<Char>,IFormatProvider)"] = m =>
                TryFormat(m, word, Oracle.Bind<Shapes.TryFormat<T, char>>(m), text => new string(text)),
            [$"{name}.TryFormat(Span<Byte>,out Int32,ReadOnlySpan<Char>,IFormatProvider)"] = m =>
                TryFormat(m, word, Oracle.Bind<Shapes.TryFormat<T, byte>>(m), text => Encoding.UTF8.GetString(text)),
        };

    private static Shapes.TryParse<ReadOnlySpan<char>, T> Utf8<T>(Shapes.TryParse<ReadOnlySpan<byte>, T> parse) =>
        (ReadOnlySpan<char> text, out T value) => parse(Encoding.UTF8.GetBytes(text.ToString()), out value);

    private static Expected Read<T>(string text, Word<T> word)
    {
        Match match = Number.Match(text);
        if (!match.Success || (match.Groups[1].Length > 0 && word.Minimum.IsZero))
        {
            return typeof(FormatException);
        }
        BigInteger magnitude = match.Groups[3].Success
            ? BigInteger.Parse("0" + match.Groups[3].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : BigInteger.Parse(match.Groups[4].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        BigInteger value = match.Groups[1].Length > 0 ? -magnitude : magnitude;
        return word.Fits(value) ? value : typeof(FormatException);
    }

    private static Expected ReadAmount<T>(string text, int decimals, Word<T> word)
    {
        Match match = Amount.Match(text);
        string fraction = match.Groups[4].Value;
        if (!match.Success || (match.Groups[1].Length > 0 && word.Minimum.IsZero) || fraction.Length > decimals)
        {
            return typeof(FormatException);
        }
        BigInteger magnitude = BigInteger.Parse(match.Groups[2].Value + fraction, NumberStyles.None, CultureInfo.InvariantCulture)
            * BigInteger.Pow(10, decimals - fraction.Length);
        BigInteger value = match.Groups[1].Length > 0 ? -magnitude : magnitude;
        return word.Fits(value) ? value : typeof(FormatException);
    }

    private static string Hexadecimal(BigInteger bits, int digits)
    {
        string text = bits.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return text.PadLeft(Math.Max(digits, 1), '0');
    }

    private static IEnumerable<string> Texts<T>(Word<T> word)
    {
        Random random = new(Operands.Seed);
        foreach (BigInteger value in Oracle.Singles(word).Take(1500).Append(word.Minimum - 1).Append(word.Maximum + 1).Append(word.Maximum * 10).Append(BigInteger.Pow(10, 78)))
        {
            string text = value.ToString(CultureInfo.InvariantCulture);
            yield return text;
            string sign = value.Sign < 0 ? "-" : "";
            string digits = text[sign.Length..];
            yield return sign + new string('0', random.Next(200)) + digits;
            yield return $"{sign}0x{Hexadecimal(BigInteger.Abs(value), random.Next(70))}";
            yield return $"{sign}0X{new string('0', random.Next(100))}{Hexadecimal(BigInteger.Abs(value), 1).ToUpperInvariant()}";
            // One wrong character at any place, among them the neighbours of the digits and of the letters.
            char wrong = "/:@G`g -+.,_xX\0\u0660\uFF11\u00B2é"[random.Next(19)];
            int place = random.Next(text.Length);
            yield return text[..place] + wrong + text[(place + 1)..];
            yield return text.Insert(place, wrong.ToString());
        }
        foreach (string text in (string[])["", " ", "-", "+", "--1", "-+1", "+1", "-0", "-00", "0", "00", "0x", "0X", "-0x", "-0x0", "x1", "0x ", "1e5", "1.0", ".", "1 ", " 1", "1\n", "0x1\n",
            "0x-1", "00x1", "٣", new string('0', 79), new string('0', 500), "-" + new string('0', 300), "0x" + new string('0', 300), new string('9', 78), new string('9', 79), new string('1', 500),
            "0x" + new string('f', 64), "0x1" + new string('0', 64), new string('0', 300) + "x", new string('0', 100) + "é"])
        {
            yield return text;
        }
    }

    private static void TryParse<T>(MemberInfo member, Word<T> word, Shapes.TryParse<ReadOnlySpan<char>, T> parse)
    {
        foreach (string text in Texts(word))
        {
            Expected expected = Read(text, word);
            bool parsed = parse(text, out T value);
            Assert.True(parsed == (expected.Exception is null), $"{member.Name}('{text}') answers {parsed}");
            Assert.True(word.Read(value) == (BigInteger)(expected.Value ?? BigInteger.Zero), $"{member.Name}('{text}') gives {value}");
        }
    }

    private static void Parse<T>(MemberInfo member, Word<T> word, Func<string, T> parse)
    {
        foreach (string text in Texts(word))
        {
            Read(text, word).Check(() => word.Read(parse(text)), () => $"{member.Name}('{text}')");
        }
    }

    private static IEnumerable<(string Text, int Decimals)> Amounts<T>(Word<T> word)
    {
        Random random = new(Operands.Seed);
        foreach (BigInteger value in Oracle.Singles(word).Take(2500).Append(word.Maximum + 1).Append(word.Minimum - 1))
        {
            int decimals = random.Next(4) switch { 0 => 0, 1 => 6, 2 => 18, _ => random.Next(256) };
            string sign = value.Sign < 0 ? "-" : "";
            string digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
            string text = sign + digits[..^decimals] + (decimals > 0 ? "." + digits[^decimals..] : "");
            yield return (text, decimals);
            yield return (new string('0', random.Next(100)) + text, decimals);
            yield return (text, Math.Max(decimals - 1, 0));
            yield return (text, Math.Min(decimals + random.Next(5), 255));
            int place = random.Next(text.Length);
            yield return (text[..place] + "/:-+ .xé"[random.Next(8)] + text[(place + 1)..], decimals);
        }
        foreach (string text in (string[])["", ".", "-", "-.", "1.", ".5", "-.5", "0.5", "-0.5", "1.5.5", "1,5", "+1", " 1", "1 ", "1.50", "-0.0", "0.0", "1e3", "0x10", "1.5\n", "٣", "1.٣", new string('9', 90)])
        {
            yield return (text, 0);
            yield return (text, 1);
            yield return (text, 18);
            yield return (text, 255);
        }
    }

    private static void TryFromDecimal<T>(MemberInfo member, Word<T> word)
    {
        var parse = Oracle.Bind<Shapes.TryParseWith<ReadOnlySpan<char>, int, T>>(member);
        foreach ((string text, int decimals) in Amounts(word))
        {
            Expected expected = ReadAmount(text, decimals, word);
            bool parsed = parse(text, decimals, out T value);
            Assert.True(parsed == (expected.Exception is null), $"{member.Name}('{text}', {decimals}) answers {parsed}");
            Assert.True(word.Read(value) == (BigInteger)(expected.Value ?? BigInteger.Zero), $"{member.Name}('{text}', {decimals}) gives {value}");
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => parse("1", -1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => parse("1", 256, out _));
    }

    private static void FromDecimal<T>(MemberInfo member, Word<T> word)
    {
        var parse = Oracle.Bind<Func<ReadOnlySpan<char>, int, T>>(member);
        foreach ((string text, int decimals) in Amounts(word))
        {
            ReadAmount(text, decimals, word).Check(() => word.Read(parse(text, decimals)), () => $"{member.Name}('{text}', {decimals})");
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => parse("1", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => parse("1", 256));
    }

    private static void ToDecimalString<T>(MemberInfo member, Word<T> word)
    {
        var format = Oracle.Bind<Shapes.Self<T, int, string>>(member);
        Random random = new(Operands.Seed);
        foreach (BigInteger value in Oracle.Singles(word))
        {
            foreach (int decimals in (int[])[0, 6, 18, random.Next(256), 255])
            {
                T self = word.Make(value);
                BigInteger whole = BigInteger.DivRem(BigInteger.Abs(value), BigInteger.Pow(10, decimals), out BigInteger fraction);
                string tail = decimals == 0 ? "" : fraction.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
                string expected = (value.Sign < 0 ? "-" : "") + whole.ToString(CultureInfo.InvariantCulture) + (tail.Length > 0 ? "." + tail : "");
                Assert.Equal(expected, format(ref self, decimals));
            }
        }
        T zero = word.Make(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => format(ref zero, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => format(ref zero, 256));
    }

    private static IEnumerable<(string Format, Func<BigInteger, string> Expected)> Formats()
    {
        foreach (string format in (string[])["", "D", "d", "G", "g", "R", "r"])
        {
            yield return (format, value => value.ToString(CultureInfo.InvariantCulture));
        }
        foreach (int digits in (int[])[0, 1, 8, 40, 64])
        {
            yield return ($"x{digits}", value => Hexadecimal(Word.Unsigned.Wrap(value), digits));
            yield return ($"X{digits}", value => Hexadecimal(Word.Unsigned.Wrap(value), digits).ToUpperInvariant());
        }
        yield return ("x", value => Hexadecimal(Word.Unsigned.Wrap(value), 0));
    }

    private static void ToFormattedString<T>(MemberInfo member, Word<T> word)
    {
        var format = Oracle.Bind<Shapes.Self<T, string?, IFormatProvider?, string>>(member);
        foreach (BigInteger value in Oracle.Singles(word).Take(1000))
        {
            T self = word.Make(value);
            foreach ((string name, Func<BigInteger, string> expected) in Formats())
            {
                Assert.Equal(expected(value), format(ref self, name, null));
            }
            Assert.Equal(value.ToString(CultureInfo.InvariantCulture), format(ref self, null, new NumberFormatInfo { NegativeSign = "~" }));
        }
        foreach (string wrong in (string[])["N", "D5", "GG", "x65", "x-1", "x1a", "x99999999999", " ", "0"])
        {
            T one = word.Make(1);
            Assert.Throws<FormatException>(() => format(ref one, wrong, null));
        }
    }

    private static void TryFormat<T, TUnit>(MemberInfo member, Word<T> word, Shapes.TryFormat<T, TUnit> format, Func<TUnit[], string> read)
    {
        foreach (BigInteger value in Oracle.Singles(word).Take(300))
        {
            T self = word.Make(value);
            foreach ((string name, Func<BigInteger, string> expected) in Formats())
            {
                string text = expected(value);
                TUnit[] destination = new TUnit[text.Length];
                Assert.True(format(ref self, destination, out int written, name, null), member.Name);
                Assert.Equal((text, text.Length), (read(destination), written));
                TUnit[] shorter = new TUnit[text.Length - 1];
                Assert.False(format(ref self, shorter, out written, name, null), member.Name);
                Assert.Equal(0, written);
                Assert.Equal(new TUnit[text.Length - 1], shorter);
            }
        }
        T one = word.Make(1);
        Assert.Throws<FormatException>(() => format(ref one, new TUnit[100], out _, "N", null));
    }
}
