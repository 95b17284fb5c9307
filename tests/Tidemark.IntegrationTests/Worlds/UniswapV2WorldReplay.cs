using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Repeats a recorded world on our pair and compares everything after every step.</summary>
internal sealed class UniswapV2WorldReplay
{
    private readonly RecordedWorld _world;
    private readonly UniswapV2Pool _pool;
    private readonly Address _pair;
    private readonly Address _feeToSetter;
    private readonly List<string> _events = [];
    private StepComparison _compare;
    private JsonElement _before;

    public UniswapV2WorldReplay(RecordedWorld world)
    {
        _world = world;
        _pair = world.Header.Address("pair");
        _feeToSetter = world.Header.Address("feeToSetter");
        _pool = new UniswapV2Pool(new UniswapV2Parameters
        {
            Pair = _pair,
            Token0 = world.Header.Address("token0"),
            Token1 = world.Header.Address("token1"),
        });
        _compare = new StepComparison(world, world.Header);
    }

    /// <summary>The reasons for which our pair refused a call.</summary>
    public HashSet<UniswapV2Status> Refusals { get; } = [];

    /// <summary>How often LP tokens were minted to the protocol.</summary>
    public int ProtocolMints { get; private set; }

    public void Run()
    {
        foreach (JsonElement step in _world.Steps)
        {
            _compare = new StepComparison(_world, step);
            if (IsOursToDecide(step))
            {
                Apply(step);
            }
            CompareState(step.GetProperty("state"));
            _before = step.GetProperty("state");
        }
    }

    /// <summary>Who may set the protocol's receiver, and calls from inside a callback, are outside of our pair.</summary>
    private bool IsOursToDecide(JsonElement step)
    {
        string? revert = step.Flag("ok") ? null : step.Text("revert");
        if (step.Text("op") == "setFeeTo" && step.Address("caller") != _feeToSetter)
        {
            _compare.That(revert == "UniswapV2: FORBIDDEN", "only the setter may call this");
            return false;
        }
        return !(step.Has("reenter") && revert == "UniswapV2: LOCKED");
    }

    private void Apply(JsonElement step)
    {
        _events.Clear();
        UniswapV2Amounts held = new(_pool.Balance0, _pool.Balance1);
        UniswapV2Status status = Deposit(step);
        status = status != UniswapV2Status.Ok ? status : step.Text("op") switch
        {
            "mint" => Mint(step),
            "burn" => Burn(step),
            "swap" => Swap(step),
            "transfer" => Transfer(step.Address("caller"), step.Address("to"), step.Unsigned("liquidity")),
            "skim" => Skim(step),
            "sync" => Sync(),
            "donate" => UniswapV2Status.Ok,
            "setFeeTo" => SetFeeTo(step),
            string other => throw new InvalidDataException($"An unknown operation: {other}."),
        };
        if (status != UniswapV2Status.Ok)
        {
            // The transaction takes back what was sent before the call.
            _pool.SetTokenBalances(held.Amount0, held.Amount1);
            Refusals.Add(status);
            _compare.That(!step.Flag("ok"), $"the contract accepts what we refuse as {status}");
            _compare.Equal(step, "revert", UniswapV2Reasons.Text(status), $"refused as {status},");
            return;
        }
        _compare.That(step.Flag("ok"), "we accept what the contract refuses");
        string expected = string.Join('\n', step.GetProperty("events").EnumerateArray().Select(Describe));
        string actual = string.Join('\n', _events);
        _compare.That(expected == actual, $"events: the contract emits\n{expected}\nwe\n{actual}");
    }

    private UniswapV2Status Deposit(JsonElement step) =>
        step.Has("amount0In") ? _pool.TryDeposit(step.Unsigned("amount0In"), step.Unsigned("amount1In")) : UniswapV2Status.Ok;

    private UniswapV2Status Mint(JsonElement step)
    {
        Address to = step.Address("to");
        bool first = _pool.TotalSupply.IsZero;
        UniswapV2Status status = _pool.TryMint(to, out UniswapV2Mint mint);
        if (status == UniswapV2Status.Ok && step.Flag("ok"))
        {
            _compare.Equal(step.GetProperty("returns"), "liquidity", mint.Liquidity, "returned");
            EmitProtocol(mint.ProtocolLiquidity);
            if (first)
            {
                EmitTransfer(default, default, UniswapV2Pool.MinimumLiquidity);
            }
            EmitTransfer(default, to, mint.Liquidity);
            EmitSync();
            _events.Add($"Mint {step.Address("caller")} {mint.Amount0} {mint.Amount1}");
        }
        return status;
    }

    private UniswapV2Status Burn(JsonElement step)
    {
        (Address caller, Address to, UInt256 sent) = (step.Address("caller"), step.Address("to"), step.Unsigned("liquidity"));
        if (!sent.IsZero && Transfer(caller, _pair, sent) != UniswapV2Status.Ok)
        {
            return UniswapV2Status.SubtractionUnderflow;
        }
        UniswapV2Status status = _pool.TryBurn(to, out UniswapV2Burn burn);
        if (status != UniswapV2Status.Ok)
        {
            _compare.That(_pool.TryTransferLp(_pair, caller, sent) == UniswapV2Status.Ok, "a refused burn took LP tokens");
        }
        else if (step.Flag("ok"))
        {
            JsonElement returns = step.GetProperty("returns");
            _compare.Equal(returns, "amount0", burn.Amount0, "returned");
            _compare.Equal(returns, "amount1", burn.Amount1, "returned");
            EmitProtocol(burn.ProtocolLiquidity);
            EmitTransfer(_pair, default, burn.Liquidity);
            EmitSync();
            _events.Add($"Burn {caller} {burn.Amount0} {burn.Amount1} {to}");
        }
        return status;
    }

    private UniswapV2Status Swap(JsonElement step)
    {
        UniswapV2Amounts callback = step.Has("callback0") ? new(step.Unsigned("callback0"), step.Unsigned("callback1")) : default;
        UniswapV2Amounts wanted = new(step.Unsigned("amount0Out"), step.Unsigned("amount1Out"));
        UniswapV2Status status = _pool.TrySwap(wanted, step.Address("to"), callback, out UniswapV2Swap swap);
        if (status == UniswapV2Status.Ok)
        {
            EmitSync();
            _events.Add($"Swap {step.Address("caller")} {swap.Amount0In} {swap.Amount1In} {swap.Amount0Out} {swap.Amount1Out} {step.Address("to")}");
        }
        return status;
    }

    private UniswapV2Status Transfer(Address from, Address to, in UInt256 value)
    {
        UniswapV2Status status = _pool.TryTransferLp(from, to, value);
        if (status == UniswapV2Status.Ok)
        {
            EmitTransfer(from, to, value);
        }
        return status;
    }

    private UniswapV2Status Skim(JsonElement step)
    {
        UniswapV2Status status = _pool.TrySkim(step.Address("to"), out UniswapV2Amounts skimmed);
        if (status == UniswapV2Status.Ok && step.Address("to") != _pair && _before.ValueKind == JsonValueKind.Object)
        {
            string to = step.Text("to");
            JsonElement after = step.GetProperty("state");
            _compare.Equal(after.GetProperty("token0"), to, _before.GetProperty("token0").Unsigned(to) + skimmed.Amount0, "token 0 of the receiver");
            _compare.Equal(after.GetProperty("token1"), to, _before.GetProperty("token1").Unsigned(to) + skimmed.Amount1, "token 1 of the receiver");
        }
        return status;
    }

    private UniswapV2Status Sync()
    {
        UniswapV2Status status = _pool.TrySync();
        if (status == UniswapV2Status.Ok)
        {
            EmitSync();
        }
        return status;
    }

    private UniswapV2Status SetFeeTo(JsonElement step)
    {
        _pool.FeeTo = step.Address("to");
        return UniswapV2Status.Ok;
    }

    private void EmitProtocol(in UInt256 liquidity)
    {
        if (!liquidity.IsZero)
        {
            EmitTransfer(default, _pool.FeeTo, liquidity);
            ProtocolMints++;
        }
    }

    private void EmitTransfer(Address from, Address to, in UInt256 value) => _events.Add($"Transfer {from} {to} {value}");

    private void EmitSync() => _events.Add($"Sync {_pool.Reserve0} {_pool.Reserve1}");

    private static string Describe(JsonElement log) =>
        string.Join(' ', log.EnumerateObject().TakeWhile(static field => field.Name != "logIndex").Select(static field => field.Value.GetString()));

    private void CompareState(JsonElement state)
    {
        _compare.Equal(state, "reserve0", _pool.Reserve0, "state");
        _compare.Equal(state, "reserve1", _pool.Reserve1, "state");
        _compare.Equal(state, "balance0", _pool.Balance0, "state");
        _compare.Equal(state, "balance1", _pool.Balance1, "state");
        _compare.Equal(state, "totalSupply", _pool.TotalSupply, "state");
        _compare.Equal(state, "kLast", _pool.KLast, "state");
        _compare.Equal(state, "feeTo", _pool.FeeTo, "state");
        int holders = 0;
        foreach (JsonProperty holder in state.GetProperty("liquidity").EnumerateObject())
        {
            UInt256 actual = _pool.LpBalanceOf(Address.Parse(holder.Name));
            _compare.Equal(state.GetProperty("liquidity"), holder.Name, actual, "LP tokens of");
            holders += actual.IsZero ? 0 : 1;
        }
        _compare.That(holders == _pool.EnumerateLpBalances().Count, "somebody holds LP tokens whom the world does not know");
    }
}
