// What a failed call said about its reason.
import { AbiCoder } from 'ethers';
import { RpcError } from './node.mjs';

/** The reason of a revert: the text of a require, '' where the contract gave none, Panic(0x..) for a compiler's check. */
export function revertReason(error) {
  if (!(error instanceof RpcError) || !/revert|opcode/i.test(error.message)) {
    throw error;
  }
  const data = error.data ?? '0x';
  if (data === '0x') {
    return '';
  }
  const body = `0x${data.slice(10)}`;
  switch (data.slice(0, 10)) {
    case '0x08c379a0':
      return AbiCoder.defaultAbiCoder().decode(['string'], body)[0];
    case '0x4e487b71':
      return `Panic(0x${AbiCoder.defaultAbiCoder().decode(['uint256'], body)[0].toString(16)})`;
    default:
      throw error;
  }
}
