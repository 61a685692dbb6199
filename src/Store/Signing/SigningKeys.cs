namespace BusQStash.Store.Signing;

/// <summary>The keys that sign deliveries (wire contract 9).</summary>
/// <param name="Current">Signs.</param>
/// <param name="Next">Becomes current at the next rotation; receivers know it already.</param>
public sealed record SigningKeys(string Current, string Next);
