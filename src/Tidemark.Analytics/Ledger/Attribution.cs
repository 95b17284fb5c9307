using System.Numerics;

namespace Tidemark.Analytics.Ledger;

/// <summary>Why a position, or several, gained or lost over a time, in one numeraire: parts that add up to the whole.</summary>
/// <typeparam name="T">The numbers of values; with exact ones the parts add up exactly.</typeparam>
/// <remarks>
/// Net profit is everything received, less everything paid, and the value of what is left. It equals the sum of the <see cref="ProfitPart"/>s, and
/// it equals the <see cref="Benchmark.Rebalancing"/> benchmark less <see cref="Lvr"/> and the parts that are not the position's tokens. Plus is good for the LP.
/// </remarks>
public sealed class Attribution<T> : IAdditionOperators<Attribution<T>, Attribution<T>, Attribution<T>>
    where T : struct, INumber<T>
{
    private readonly Profit<T>[] _parts;
    private readonly T[] _benchmarks;

    internal Attribution(ReadOnlySpan<Profit<T>> parts, ReadOnlySpan<T> benchmarks)
    {
        _parts = [.. parts];
        _benchmarks = [.. benchmarks];
    }

    /// <summary>When the first entry was.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The time of the last valuation.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>What is left at the end: position, uncollected fees and margin, less what is owed.</summary>
    public required T EndValue { get; init; }

    /// <summary>Loss-versus-rebalancing, as a size: what the position's tokens gained less than those of <see cref="Benchmark.Rebalancing"/>.</summary>
    public required T Lvr { get; init; }

    /// <summary>What the position's tokens gained, without fees: hold profit and impermanent loss.</summary>
    public Profit<T> Principal => this[ProfitPart.Hold] + this[ProfitPart.ImpermanentLoss];

    /// <summary>Everything: the sum of all parts.</summary>
    public Profit<T> Net
    {
        get
        {
            Profit<T> net = default;
            foreach (Profit<T> part in _parts)
            {
                net += part;
            }
            return net;
        }
    }

    /// <summary>Net profit less what the tokens deposited, owed and posted gained by themselves: what providing liquidity was good for.</summary>
    public T NetOverHold => Net.Total - this[ProfitPart.Hold].Total - this[ProfitPart.Debt].Total - this[ProfitPart.Margin].Total;

    /// <summary>One part.</summary>
    /// <param name="part">Which.</param>
    public Profit<T> this[ProfitPart part] => _parts[(int)part];

    /// <summary>What the deposits would have gained otherwise; less it, <see cref="Principal"/> is what the pool did to them.</summary>
    /// <param name="benchmark">How.</param>
    public T this[Benchmark benchmark] => _benchmarks[(int)benchmark];

    /// <summary>Two positions or groups of them as one, such as those of a pool or a wallet. Both must be in the same numeraire.</summary>
    public static Attribution<T> operator +(Attribution<T> left, Attribution<T> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Attribution<T>(Sum<Profit<T>>(left._parts, right._parts), Sum<T>(left._benchmarks, right._benchmarks))
        {
            Start = left.Start < right.Start ? left.Start : right.Start,
            End = left.End > right.End ? left.End : right.End,
            EndValue = left.EndValue + right.EndValue,
            Lvr = left.Lvr + right.Lvr,
        };
    }

    private static TItem[] Sum<TItem>(ReadOnlySpan<TItem> left, ReadOnlySpan<TItem> right)
        where TItem : IAdditionOperators<TItem, TItem, TItem>
    {
        TItem[] sum = left.ToArray();
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += right[i];
        }
        return sum;
    }
}
