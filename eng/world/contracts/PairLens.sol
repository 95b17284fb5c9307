// SPDX-License-Identifier: MIT
pragma solidity =0.7.6;
pragma abicoder v2;

import '@uniswap/v2-core/contracts/interfaces/IUniswapV2Factory.sol';
import '@uniswap/v2-core/contracts/interfaces/IUniswapV2Pair.sol';

interface IBalanceOf {
    function balanceOf(address account) external view returns (uint256);
}

/// Reads everything public of a pair, and the token balances of accounts, in one call.
contract PairLens {
    struct PairState {
        uint112 reserve0;
        uint112 reserve1;
        uint256 balance0;
        uint256 balance1;
        uint256 totalSupply;
        uint256 kLast;
        uint256 price0CumulativeLast;
        uint256 price1CumulativeLast;
        address feeTo;
    }

    struct AccountState {
        uint256 liquidity;
        uint256 token0;
        uint256 token1;
    }

    function read(IUniswapV2Pair pair, address[] calldata accounts)
        external
        view
        returns (PairState memory state, AccountState[] memory accountStates)
    {
        (state.reserve0, state.reserve1, ) = pair.getReserves();
        state.balance0 = IBalanceOf(pair.token0()).balanceOf(address(pair));
        state.balance1 = IBalanceOf(pair.token1()).balanceOf(address(pair));
        state.totalSupply = pair.totalSupply();
        state.kLast = pair.kLast();
        state.price0CumulativeLast = pair.price0CumulativeLast();
        state.price1CumulativeLast = pair.price1CumulativeLast();
        state.feeTo = IUniswapV2Factory(pair.factory()).feeTo();
        accountStates = new AccountState[](accounts.length);
        for (uint256 i = 0; i < accounts.length; i++) {
            accountStates[i].liquidity = pair.balanceOf(accounts[i]);
            accountStates[i].token0 = IBalanceOf(pair.token0()).balanceOf(accounts[i]);
            accountStates[i].token1 = IBalanceOf(pair.token1()).balanceOf(accounts[i]);
        }
    }
}
