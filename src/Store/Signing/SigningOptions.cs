namespace BusQStash.Store.Signing;

/// <summary>
/// Signing keys for the first start; if they are not set, the first start generates keys. Afterwards the ledger stores the keys and their rotations, and these settings are
/// ignored.
/// </summary>
public sealed class SigningOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "BusQStash";

    /// <summary>The key that signs.</summary>
    public string? CurrentSigningKey { get; set; }

    /// <summary>The key that signs after the next rotation; receivers know it already.</summary>
    public string? NextSigningKey { get; set; }
}
