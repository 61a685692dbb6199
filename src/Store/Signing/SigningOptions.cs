namespace BusQStash.Store.Signing;

/// <summary>
/// The keys of the first start. Afterwards the ledger remembers the keys and their rotations, and these settings are not looked at.
/// Without them the first start makes its own.
/// </summary>
public sealed class SigningOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash";

    /// <summary>The key that signs.</summary>
    public string? CurrentSigningKey { get; set; }

    /// <summary>The key that signs after the next rotation; receivers know it already.</summary>
    public string? NextSigningKey { get; set; }
}
