using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Words of 32 bytes as Solidity's ABI packs static values. A word that its type cannot have makes the whole invalid.</summary>
internal ref struct AbiWords
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Reads from whole words.</summary>
    public AbiWords(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Whether a word was read that its type cannot have.</summary>
    public bool IsInvalid { get; private set; }

    /// <summary>Reads an address.</summary>
    public Address Address(int index)
    {
        ReadOnlySpan<byte> word = Word(index);
        IsInvalid |= word[..12].ContainsAnyExcept((byte)0);
        return Amm.Events.Address.FromBytes(word[12..]);
    }

    /// <summary>Reads an unsigned number of so many bits.</summary>
    public UInt256 Unsigned(int index, int bits)
    {
        UInt256 value = HexText.ReadWord(Word(index));
        IsInvalid |= value.BitLength > bits;
        return value;
    }

    /// <summary>Reads an unsigned number of so many bits, at most 255, into a signed one.</summary>
    public Int256 Amount(int index, int bits) => Int256.FromTwosComplement(Unsigned(index, bits));

    /// <summary>Reads a signed number of 256 bits.</summary>
    public readonly Int256 Signed(int index) => Int256.FromTwosComplement(HexText.ReadWord(Word(index)));

    /// <summary>Reads a tick.</summary>
    public int Tick(int index)
    {
        int value = Int24(index);
        IsInvalid |= !SolidityRange.IsTick(value);
        return value;
    }

    /// <summary>Reads a signed number of 24 bits.</summary>
    public int Int24(int index)
    {
        Int256 value = Signed(index);
        int number = value > int.MinValue && value < int.MaxValue ? (int)(ulong)value.Magnitude * value.Sign : int.MaxValue;
        if (!SolidityRange.IsInt24(number))
        {
            IsInvalid = true;
            return 0;
        }
        return number;
    }

    private readonly ReadOnlySpan<byte> Word(int index) => _bytes.Slice(index * 32, 32);
}
