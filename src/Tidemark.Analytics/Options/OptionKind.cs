namespace Tidemark.Analytics.Options;

/// <summary>Which side of the strike an option pays on.</summary>
public enum OptionKind
{
    /// <summary>Pays what the price is below the strike.</summary>
    Put,

    /// <summary>Pays what the price is above the strike.</summary>
    Call,
}
