namespace BusQStash.Contracts.Messages;

/// <summary>Parts of a message that are hidden in answers of the API (wire contract 3.3). Deliveries use the originals.</summary>
/// <param name="Body">The body is shown as its hash.</param>
/// <param name="AllHeaders">Every delivered header is shown as its hash.</param>
/// <param name="Headers">Names of the headers shown as their hashes.</param>
public sealed record RedactionSpec(bool Body, bool AllHeaders, IReadOnlyList<string> Headers);
