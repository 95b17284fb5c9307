using System.Globalization;
using Spectre.Console;
using Tidemark.Data.Importers;

namespace Tidemark.Cli.Output;

/// <summary>Passes a replay's progress on to a bar, a few times a second.</summary>
internal sealed class TapeProgress : IProgress<long>
{
    private const long MillisecondsBetween = 100;

    private readonly string _title;
    private volatile ProgressTask? _task;
    private PoolTapeReader? _reader;
    private long _next;

    public TapeProgress(string title) => _title = title;

    /// <summary>Shows it from now on.</summary>
    public void ShowOn(ProgressTask task) => _task = task;

    /// <summary>Measures the progress by what this reader has read.</summary>
    public PoolTapeReader Track(PoolTapeReader reader) => _reader = reader;

    public void Report(long value)
    {
        if (_task is not { } task || _reader is null || Environment.TickCount64 < _next)
        {
            return;
        }
        _next = Environment.TickCount64 + MillisecondsBetween;
        task.Value = _reader.FractionRead * task.MaxValue;
        task.Description = string.Create(CultureInfo.InvariantCulture, $"{_title}: {value:N0} events");
    }
}
