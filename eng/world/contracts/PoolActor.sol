// SPDX-License-Identifier: MIT
pragma solidity =0.7.6;
pragma abicoder v2;

interface ITokenPair {
    function token0() external view returns (address);

    function token1() external view returns (address);
}

interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);
}

/// One market participant. It performs any calls it is told to, and pays pools in their callbacks what it is told to:
/// the amount owed plus a signed difference, so that a pool can be paid in full, too much, or too little.
contract PoolActor {
    /// What the callback does, ABI-encoded into the callback data by the driver.
    struct Plan {
        int256 extra0;
        int256 extra1;
        address reenterTarget;
        bytes reenterCall;
    }

    /// Performs the calls in one transaction; any failure reverts all of them with the failed call's own revert data.
    function perform(address[] calldata targets, bytes[] calldata calls) external returns (bytes memory result) {
        for (uint256 i = 0; i < targets.length; i++) {
            result = forward(targets[i], calls[i]);
        }
    }

    function uniswapV3MintCallback(uint256 owed0, uint256 owed1, bytes calldata data) external {
        settle(int256(owed0), int256(owed1), data);
    }

    function uniswapV3SwapCallback(int256 delta0, int256 delta1, bytes calldata data) external {
        settle(delta0 > 0 ? delta0 : 0, delta1 > 0 ? delta1 : 0, data);
    }

    function uniswapV3FlashCallback(uint256 fee0, uint256 fee1, bytes calldata data) external {
        settle(int256(fee0), int256(fee1), data);
    }

    function uniswapV2Call(address, uint256, uint256, bytes calldata data) external {
        settle(0, 0, data);
    }

    function settle(int256 owed0, int256 owed1, bytes calldata data) private {
        Plan memory plan = abi.decode(data, (Plan));
        if (plan.reenterTarget != address(0)) {
            forward(plan.reenterTarget, plan.reenterCall);
        }
        pay(ITokenPair(msg.sender).token0(), owed0 + plan.extra0);
        pay(ITokenPair(msg.sender).token1(), owed1 + plan.extra1);
    }

    function pay(address token, int256 amount) private {
        if (amount > 0) {
            require(IToken(token).transfer(msg.sender, uint256(amount)), 'PAY');
        }
    }

    function forward(address target, bytes memory call) private returns (bytes memory) {
        (bool ok, bytes memory result) = target.call(call);
        if (!ok) {
            assembly {
                revert(add(result, 32), mload(result))
            }
        }
        return result;
    }
}
