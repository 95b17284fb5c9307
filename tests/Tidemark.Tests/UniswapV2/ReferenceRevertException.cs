namespace Tidemark.Tests.UniswapV2;

/// <summary>A revert of the reference pair, with the contract's reason.</summary>
internal sealed class ReferenceRevertException(string reason) : Exception(reason);
