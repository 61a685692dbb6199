namespace BusQStash.Client.Signing;

/// <summary>The keys requests to destinations are signed with.</summary>
/// <param name="Current">The one that signs.</param>
/// <param name="Next">The one that signs after the next rotation; receivers should know it beforehand.</param>
public sealed record SigningKeys(string Current, string Next);
