namespace BusQStash.Client.Signing;

/// <summary>The keys that sign requests to destinations.</summary>
/// <param name="Current">The key that signs now.</param>
/// <param name="Next">The key that signs after the next rotation; receivers should have it in advance.</param>
public sealed record SigningKeys(string Current, string Next);
