namespace Tidemark.Simulation.Positions;

/// <summary>Chooses the swaps of a tape at which positions are sampled: all, and where they become too many every second, fourth, eighth.</summary>
internal sealed class SwapSampling
{
    private const int MostInAStride = 4096;

    private long _swaps;
    private long _stride = 1;

    public bool IsDue()
    {
        _stride = _swaps / _stride >= 2 * MostInAStride ? 2 * _stride : _stride;
        return _swaps++ % _stride == 0;
    }
}
