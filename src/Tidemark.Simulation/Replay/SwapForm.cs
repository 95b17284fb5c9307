namespace Tidemark.Simulation.Replay;

/// <summary>How a recorded swap was asked for.</summary>
public enum SwapForm
{
    /// <summary>No form reproduces it.</summary>
    None = 0,

    /// <summary>An exact input, with or without a price limit beyond where it ended.</summary>
    ExactInput = 1,

    /// <summary>An exact output.</summary>
    ExactOutput = 2,

    /// <summary>Stopped by a price limit.</summary>
    PriceLimit = 3,
}
