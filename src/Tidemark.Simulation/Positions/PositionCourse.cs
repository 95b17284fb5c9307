namespace Tidemark.Simulation.Positions;

/// <summary>Samples of a position's life: of the swaps all, and where they become too many every second, fourth, eighth; and of the moves every one.</summary>
internal sealed class PositionCourse
{
    private const int MostSamples = 1024;

    private readonly List<(PositionSample Sample, bool IsMove)> _samples = [];
    private long _offers;
    private long _stride = 1;

    public IReadOnlyList<PositionSample> Samples => [.. _samples.Select(static entry => entry.Sample)];

    /// <summary>Whether a sample of the swap that has just happened is wanted; asked once for each.</summary>
    public bool Wants() => _offers++ % _stride == 0;

    public void Add(in PositionSample sample, bool isMove)
    {
        if (!isMove && _samples.Count >= MostSamples)
        {
            _stride *= 2;
            int swaps = 0;
            _samples.RemoveAll(entry => !entry.IsMove && swaps++ % 2 == 1);
        }
        _samples.Add((sample, isMove));
    }

    /// <summary>Takes back the last sample.</summary>
    public void TakeBack() => _samples.RemoveAt(_samples.Count - 1);

    public void Clear()
    {
        _samples.Clear();
        (_offers, _stride) = (0, 1);
    }
}
