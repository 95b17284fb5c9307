using System.Globalization;
using Spectre.Console;
using Tidemark.Data.Importers;

namespace Tidemark.Cli.Output;

/// <summary>Passes a replay's progress on to a bar, a few times a second.</summary>
internal sealed class TapeProgress : IProgress<long>
{
    private const long MillisecondsBetween = 100;

    private readonly ProgressTask? _task;
    private readonly string _title;
    private PoolTapeReader? _reader;
    private long _next;

    public TapeProgress(string title, ProgressTask? task)
    {
        _title = title;
        _task = task;
    }

    /// <summary>Measures the progress by what this reader has read.</summary>
    public PoolTapeReader Track(PoolTapeReader reader) => _reader = reader;

    public void Report(long value)
    {
        if (_task is null || _reader is null || Environment.TickCount64 < _next)
        {
            return;
        }
        _next = Environment.TickCount64 + MillisecondsBetween;
        _task.Value = _reader.FractionRead * _task.MaxValue;
        _task.Description = string.Create(CultureInfo.InvariantCulture, $"{_title}: {value:N0} events");
    }
}
