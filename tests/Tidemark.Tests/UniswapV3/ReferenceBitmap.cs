using System.Numerics;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Initialised ticks as the contract keeps them: one bit a usable tick, in words of 256 bits.</summary>
internal sealed class ReferenceBitmap(int spacing, IEnumerable<KeyValuePair<int, BigInteger>> words)
{
    private readonly Dictionary<int, BigInteger> _words = new(words);

    public IReadOnlyDictionary<int, BigInteger> Words => _words;

    public ReferenceBitmap Copy() => new(spacing, _words);

    public void Flip(int tick)
    {
        int compressed = tick / spacing;
        int word = compressed >> 8;
        BigInteger flipped = _words.GetValueOrDefault(word) ^ (BigInteger.One << (compressed & 255));
        _words[word] = flipped;
        if (flipped.IsZero)
        {
            _words.Remove(word);
        }
    }

    public (int Next, bool Initialized) NextWithinOneWord(int tick, bool lessOrEqual)
    {
        int compressed = (int)Math.Floor((decimal)tick / spacing);
        if (lessOrEqual)
        {
            int bit = compressed & 255;
            for (int i = bit; i >= 0; i--)
            {
                if (IsSet(compressed >> 8, i))
                {
                    return ((compressed - (bit - i)) * spacing, true);
                }
            }
            return ((compressed - bit) * spacing, false);
        }
        compressed++;
        int first = compressed & 255;
        for (int i = first; i <= 255; i++)
        {
            if (IsSet(compressed >> 8, i))
            {
                return ((compressed + (i - first)) * spacing, true);
            }
        }
        return ((compressed + (255 - first)) * spacing, false);
    }

    private bool IsSet(int word, int bit) => _words.TryGetValue(word, out BigInteger bits) && !(bits >> bit).IsEven;
}
