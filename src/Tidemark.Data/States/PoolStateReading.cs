using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers;

namespace Tidemark.Data.States;

/// <summary>One reading of a pool state from JSON: first the values, then whether they can be one pool's.</summary>
internal ref struct PoolStateReading
{
    private readonly List<(TickState State, long Offset, int Index)> _ticks = [];
    private readonly List<(PositionKey Key, PositionState State, long Offset, int Index)> _positions = [];
    private StateJsonReader _json;
    private UniswapV3PoolState _state = new();
    private long _tickOffset;

    /// <summary>Reads from the whole content of a file.</summary>
    public PoolStateReading(string file, ReadOnlySpan<byte> content) => _json = new StateJsonReader(file, content);

    /// <summary>Reads the state.</summary>
    /// <exception cref="TapeFormatException">The content is no pool state.</exception>
    public UniswapV3PoolState Read()
    {
        _json.BeginObject();
        while (_json.TryProperty(out string name))
        {
            ReadProperty(name);
        }
        _json.End();
        CheckPrice();
        CheckTicks();
        CheckPositions();
        return _state with
        {
            Ticks = _ticks.ConvertAll(tick => tick.State),
            Positions = _positions.ConvertAll(position => KeyValuePair.Create(position.Key, position.State)),
        };
    }

    private void ReadProperty(string name)
    {
        switch (name)
        {
            case "fee":
                _state = _state with { FeePips = (int?)_json.Integer(0, 999_999) };
                break;
            case "tickSpacing":
                _state = _state with { TickSpacing = (int?)_json.Integer(1, UniswapV3Parameters.MaxTickSpacing) };
                break;
            case "sqrtPriceX96":
                _state = _state with { SqrtPriceX96 = _json.Unsigned(160) };
                break;
            case "tick":
                _state = _state with { Tick = (int)_json.Integer(TickMath.MinTick - 1, TickMath.MaxTick).GetValueOrDefault() };
                _tickOffset = _json.Offset;
                break;
            case "liquidity":
                _state = _state with { Liquidity = _json.Unsigned128() };
                break;
            case "feeGrowthGlobal0X128":
                _state = _state with { FeeGrowthGlobal0X128 = _json.Unsigned(256) };
                break;
            case "feeGrowthGlobal1X128":
                _state = _state with { FeeGrowthGlobal1X128 = _json.Unsigned(256) };
                break;
            case "feeProtocol":
                _state = _state with { FeeProtocol = (uint)_json.Integer(0, uint.MaxValue).GetValueOrDefault() };
                break;
            case "protocolFees0":
                _state = _state with { ProtocolFees0 = _json.Unsigned128() };
                break;
            case "protocolFees1":
                _state = _state with { ProtocolFees1 = _json.Unsigned128() };
                break;
            case "inferred":
                _state = _state with { IsInferred = _json.TokenType == JsonTokenType.True };
                break;
            case "ticks" when _json.TryBeginList("ticks"):
                ReadTicks();
                break;
            case "positions" when _json.TryBeginList("positions"):
                ReadPositions();
                break;
            case "ticks" or "positions":
                break;
            default:
                _json.Skip();
                break;
        }
    }

    private void ReadTicks()
    {
        while (_json.TryItem())
        {
            long offset = _json.Offset;
            int? tick = null;
            TickState state = new();
            while (_json.TryProperty(out string name))
            {
                switch (name)
                {
                    case "tick":
                        tick = (int?)_json.Integer(TickMath.MinTick, TickMath.MaxTick);
                        break;
                    case "liquidityGross":
                        state = state with { LiquidityGross = _json.Unsigned128() };
                        break;
                    case "liquidityNet":
                        state = state with { LiquidityNet = _json.Signed128() };
                        break;
                    case "feeGrowthOutside0X128":
                        state = state with { FeeGrowthOutside0X128 = _json.Unsigned(256) };
                        break;
                    case "feeGrowthOutside1X128":
                        state = state with { FeeGrowthOutside1X128 = _json.Unsigned(256) };
                        break;
                    default:
                        _json.Skip();
                        break;
                }
            }
            _ticks.Add((state with { Tick = tick ?? throw Missing(offset, "ticks", _ticks.Count, "tick") }, offset, _ticks.Count));
        }
    }

    private void ReadPositions()
    {
        while (_json.TryItem())
        {
            long offset = _json.Offset;
            int index = _positions.Count;
            Address? owner = null;
            int? lower = null;
            int? upper = null;
            PositionState state = default;
            while (_json.TryProperty(out string name))
            {
                switch (name)
                {
                    case "owner":
                        owner = _json.Address();
                        break;
                    case "tickLower":
                        lower = (int?)_json.Integer(TickMath.MinTick, TickMath.MaxTick);
                        break;
                    case "tickUpper":
                        upper = (int?)_json.Integer(TickMath.MinTick, TickMath.MaxTick);
                        break;
                    case "liquidity":
                        state = state with { Liquidity = _json.Unsigned128() };
                        break;
                    case "feeGrowthInside0LastX128":
                        state = state with { FeeGrowthInside0LastX128 = _json.Unsigned(256) };
                        break;
                    case "feeGrowthInside1LastX128":
                        state = state with { FeeGrowthInside1LastX128 = _json.Unsigned(256) };
                        break;
                    case "tokensOwed0":
                        state = state with { TokensOwed0 = _json.Unsigned128() };
                        break;
                    case "tokensOwed1":
                        state = state with { TokensOwed1 = _json.Unsigned128() };
                        break;
                    default:
                        _json.Skip();
                        break;
                }
            }
            PositionKey key = new(
                owner ?? throw Missing(offset, "positions", index, "owner"), lower ?? throw Missing(offset, "positions", index, "tickLower"),
                upper ?? throw Missing(offset, "positions", index, "tickUpper"));
            _positions.Add((key, state, offset, index));
        }
    }

    private readonly void CheckPrice()
    {
        if (_state.SqrtPriceX96.IsZero)
        {
            if (_state.Tick != 0 || _state.Liquidity != 0)
            {
                throw _json.Problem(_tickOffset, FormattableString.Invariant($"tick is {_state.Tick} and liquidity {_state.Liquidity}, and sqrtPriceX96 is missing or zero; a price is expected where the pool has a tick or liquidity; add it"));
            }
            return;
        }
        if (!TickMath.IsPrice(_state.SqrtPriceX96))
        {
            throw _json.Problem(_tickOffset, FormattableString.Invariant($"sqrtPriceX96 is {_state.SqrtPriceX96}; a price from {TickMath.MinSqrtPriceX96} to below {TickMath.MaxSqrtPriceX96} is expected; repair the value"));
        }
        // A swap that ends exactly on an initialised tick while the price falls leaves the tick one below that of the price.
        int tick = TickMath.GetTickAtSqrtPrice(_state.SqrtPriceX96);
        if (_state.Tick != tick && (_state.Tick != tick - 1 || TickMath.GetSqrtPriceAtTick(tick) != _state.SqrtPriceX96))
        {
            throw _json.Problem(_tickOffset, FormattableString.Invariant($"tick is {_state.Tick}; {tick} is expected, for sqrtPriceX96 is {_state.SqrtPriceX96}; take both from the same block"));
        }
    }

    private readonly void CheckTicks()
    {
        foreach ((TickState state, long offset, int index) in _ticks)
        {
            UInt128 net = state.LiquidityNet < 0 ? unchecked((UInt128)(-state.LiquidityNet)) : (UInt128)state.LiquidityNet;
            if (net > state.LiquidityGross)
            {
                throw _json.Problem(offset, FormattableString.Invariant($"ticks[{index}] has liquidityNet {state.LiquidityNet} and liquidityGross {state.LiquidityGross}; a net no further from zero than the gross is expected; take both from the same block"));
            }
            CheckSpacing(offset, FormattableString.Invariant($"ticks[{index}].tick"), state.Tick);
        }
        // A tick without liquidity is not initialised, and its fee growth has no meaning.
        _ = _ticks.RemoveAll(tick => tick.State.LiquidityGross == 0);
        _ticks.Sort((left, right) => left.State.Tick != right.State.Tick ? left.State.Tick.CompareTo(right.State.Tick) : left.Index.CompareTo(right.Index));
        for (int i = 1; i < _ticks.Count; i++)
        {
            if (_ticks[i].State.Tick == _ticks[i - 1].State.Tick)
            {
                throw _json.Problem(_ticks[i].Offset, FormattableString.Invariant($"ticks[{_ticks[i].Index}] is tick {_ticks[i].State.Tick}, and so is ticks[{_ticks[i - 1].Index}]; each tick is expected once; remove one of them"));
            }
        }
    }

    private readonly void CheckPositions()
    {
        foreach ((PositionKey key, _, long offset, int index) in _positions)
        {
            if (key.TickLower >= key.TickUpper)
            {
                throw _json.Problem(offset, FormattableString.Invariant($"positions[{index}] has tickLower {key.TickLower} and tickUpper {key.TickUpper}; the lower one is expected to be below the upper one; repair the position"));
            }
            CheckSpacing(offset, FormattableString.Invariant($"positions[{index}].tickLower"), key.TickLower);
            CheckSpacing(offset, FormattableString.Invariant($"positions[{index}].tickUpper"), key.TickUpper);
        }
        _positions.Sort((left, right) => left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Index.CompareTo(right.Index));
        for (int i = 1; i < _positions.Count; i++)
        {
            if (_positions[i].Key == _positions[i - 1].Key)
            {
                throw _json.Problem(_positions[i].Offset, FormattableString.Invariant($"positions[{_positions[i].Index}] has the owner and the range of positions[{_positions[i - 1].Index}]; each position is expected once; remove one of them"));
            }
        }
    }

    private readonly void CheckSpacing(long offset, string path, int tick)
    {
        if (_state.TickSpacing is { } spacing && tick % spacing != 0)
        {
            throw _json.Problem(offset, FormattableString.Invariant($"{path} is {tick}; a multiple of tickSpacing {spacing} is expected; repair the value, or the spacing"));
        }
    }

    private readonly TapeFormatException Missing(long offset, string list, int index, string name) =>
        _json.Problem(offset, FormattableString.Invariant($"{list}[{index}] has no {name}; one is expected; add it"));
}
