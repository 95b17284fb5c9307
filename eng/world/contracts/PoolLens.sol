// SPDX-License-Identifier: MIT
pragma solidity =0.7.6;
pragma abicoder v2;

import '@uniswap/v3-core/contracts/interfaces/IUniswapV3Pool.sol';
import '@uniswap/v3-core/contracts/libraries/TickMath.sol';

interface IBalance {
    function balanceOf(address account) external view returns (uint256);
}

/// Reads everything public of a pool in one call.
contract PoolLens {
    uint256 private constant POOL_WORDS = 11;
    uint256 private constant TICK_WORDS = 5;
    uint256 private constant POSITION_WORDS = 5;

    /// The pool's own state, then each tick's, each position's and each bitmap word's, as one run of words.
    function read(
        IUniswapV3Pool pool,
        int24[] calldata ticks,
        bytes32[] calldata keys,
        int16[] calldata words
    ) external view returns (uint256[] memory state) {
        state = new uint256[](POOL_WORDS + TICK_WORDS * ticks.length + POSITION_WORDS * keys.length + words.length);
        readPool(pool, state);
        uint256 at = POOL_WORDS;
        for (uint256 i = 0; i < ticks.length; i++) {
            readTick(pool, ticks[i], state, at);
            at += TICK_WORDS;
        }
        for (uint256 i = 0; i < keys.length; i++) {
            (state[at], state[at + 1], state[at + 2], state[at + 3], state[at + 4]) = pool.positions(keys[i]);
            at += POSITION_WORDS;
        }
        for (uint256 i = 0; i < words.length; i++) {
            state[at++] = pool.tickBitmap(words[i]);
        }
    }

    function readPool(IUniswapV3Pool pool, uint256[] memory state) private view {
        bool unlocked;
        int24 tick;
        (state[0], tick, , , , state[2], unlocked) = pool.slot0();
        state[1] = uint256(tick);
        state[3] = unlocked ? 1 : 0;
        state[4] = pool.liquidity();
        state[5] = pool.feeGrowthGlobal0X128();
        state[6] = pool.feeGrowthGlobal1X128();
        (state[7], state[8]) = pool.protocolFees();
        state[9] = IBalance(pool.token0()).balanceOf(address(pool));
        state[10] = IBalance(pool.token1()).balanceOf(address(pool));
    }

    function readTick(
        IUniswapV3Pool pool,
        int24 tick,
        uint256[] memory state,
        uint256 at
    ) private view {
        int128 liquidityNet;
        bool initialized;
        (state[at], liquidityNet, state[at + 2], state[at + 3], , , , initialized) = pool.ticks(tick);
        state[at + 1] = uint256(liquidityNet);
        state[at + 4] = initialized ? 1 : 0;
    }

    /// The price bounds of ticks, for the driver to aim swaps at.
    function sqrtRatiosAtTicks(int24[] calldata ticks) external pure returns (uint160[] memory ratios) {
        ratios = new uint160[](ticks.length);
        for (uint256 i = 0; i < ticks.length; i++) {
            ratios[i] = TickMath.getSqrtRatioAtTick(ticks[i]);
        }
    }
}
