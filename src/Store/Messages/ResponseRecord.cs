using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Messages;

/// <summary>The stored response of a destination.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Response headers, one line per value.</param>
/// <param name="Body">The body, truncated to the configured limit.</param>
/// <param name="Truncated">The body was longer than the limit and was truncated.</param>
public sealed record ResponseRecord(int Status, IReadOnlyList<HeaderLine> Headers, ReadOnlyMemory<byte> Body, bool Truncated);
