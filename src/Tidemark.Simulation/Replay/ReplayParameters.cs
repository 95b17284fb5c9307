using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>The pool's parameters, and where each came from: the caller, the tape, the state, or what the first events leave no other choice for.</summary>
internal sealed record ReplayParameters(UniswapV3Parameters Pool, ParameterOrigin FeeOrigin, ParameterOrigin TickSpacingOrigin)
{
    private const int FewestSwapsAgainstAFee = 8;

    public static ReplayParameters Find(Func<IPoolEventReader> open, TapeHeader header, ReplayOptions options, CancellationToken cancellationToken)
    {
        Lazy<ParameterInference> inference = new(() => Infer(open, cancellationToken));
        (int Value, ParameterOrigin Origin)? fee = Given(options.FeePips, header.FeePips, options.State?.FeePips, "fee", "--fee-pips");
        (int Value, ParameterOrigin Origin)? spacing = Given(options.TickSpacing, header.TickSpacing, options.State?.TickSpacing, "tick spacing", "--tick-spacing");
        if (fee is { Value: < 0 or >= SwapMath.PipsDenominator } outOfBounds)
        {
            throw new ReplayInputException($"{Source(outOfBounds.Origin, "--fee-pips")} says that the fee is {outOfBounds.Value} pips; a fee is from 0 to 999999 millionths; give the pool's own.");
        }
        if (spacing is { Value: < 1 or > UniswapV3Parameters.MaxTickSpacing } tooWide)
        {
            throw new ReplayInputException(
                $"{Source(tooWide.Origin, "--tick-spacing")} says that the tick spacing is {tooWide.Value}; a spacing is from 1 to {UniswapV3Parameters.MaxTickSpacing}; give the pool's own.");
        }
        if (fee is { } given)
        {
            CheckFee(open, given.Value, given.Origin, inference.Value);
        }
        fee ??= inference.Value.Fee() is { } inferred
            ? (inferred, ParameterOrigin.Inferred)
            : throw new ReplayInputException("The fee is not recorded, and no two swaps of the tape leave a single one; give it with --fee-pips.");
        spacing ??= inference.Value.TickSpacing(fee.Value.Value) is { } ticks
            ? (ticks, ParameterOrigin.Inferred)
            : throw new ReplayInputException("The tick spacing is not recorded, and neither the fee nor any position of the tape says it; give it with --tick-spacing.");
        CheckTickSpacing(open, spacing.Value.Value, spacing.Value.Origin, inference.Value);
        return new ReplayParameters(new UniswapV3Parameters(fee.Value.Value, spacing.Value.Value, inference.Value.FeeRule), fee.Value.Origin, spacing.Value.Origin);
    }

    private static (int Value, ParameterOrigin Origin)? Given(int? option, int? tape, int? state, string name, string optionName)
    {
        if (tape is { } a && state is { } b && a != b)
        {
            throw new ReplayInputException($"The tape says that the {name} is {a}, the state says {b}; use the state of the tape's own pool.");
        }
        if (option is { } asked && (tape ?? state) is { } recorded && asked != recorded)
        {
            throw new ReplayInputException($"{optionName} says that the {name} is {asked}, the {(tape is null ? "state" : "tape")} says {recorded}; leave the option out.");
        }
        return option is { } x ? (x, ParameterOrigin.Option) : tape is { } y ? (y, ParameterOrigin.Tape) : state is { } z ? (z, ParameterOrigin.State) : null;
    }

    // A wrong fee makes every swap a mismatch; one message at the first of them says more than all.
    private static void CheckFee(Func<IPoolEventReader> open, int feePips, ParameterOrigin origin, ParameterInference inference)
    {
        if (inference.SwapsUsed < FewestSwapsAgainstAFee || inference.VotesFor(feePips) != 0 || inference.Fee() is not { } other)
        {
            return;
        }
        ParameterInference again = new();
        using IPoolEventReader reader = open();
        PoolEvent[] one = new PoolEvent[1];
        while (reader.Read(one) > 0)
        {
            again.Observe(one[0]);
            if (again.VotesFor(other) > 0)
            {
                throw reader.Problem(
                    $"this swap, and {inference.VotesFor(other)} of the first {inference.SwapsUsed} that say, follow a fee of {other} pips, and none of them {feePips} as {Source(origin, "--fee-pips")} has it; give --fee-pips {other}, or the state or tape of this pool");
            }
        }
    }

    private static void CheckTickSpacing(Func<IPoolEventReader> open, int tickSpacing, ParameterOrigin origin, ParameterInference inference)
    {
        if (inference.Allows(tickSpacing))
        {
            return;
        }
        ParameterInference again = new();
        using IPoolEventReader reader = open();
        PoolEvent[] one = new PoolEvent[1];
        while (reader.Read(one) > 0)
        {
            again.Observe(one[0]);
            if (!again.Allows(tickSpacing))
            {
                throw reader.Problem(
                    $"this position has the ticks {one[0].TickLower} and {one[0].TickUpper}, which are not multiples of the tick spacing {tickSpacing} as {Source(origin, "--tick-spacing")} has it; give the pool's own, or leave it out");
            }
        }
    }

    private static string Source(ParameterOrigin origin, string option) => origin switch
    {
        ParameterOrigin.Option => option,
        ParameterOrigin.State => "the state",
        _ => "the tape",
    };

    private static ParameterInference Infer(Func<IPoolEventReader> open, CancellationToken cancellationToken)
    {
        ParameterInference inference = new();
        using IPoolEventReader reader = open();
        PoolEvent[] batch = new PoolEvent[256];
        for (int count = reader.Read(batch); count > 0 && !inference.IsEnough; count = reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count; i++)
            {
                inference.Observe(batch[i]);
            }
        }
        return inference;
    }
}
