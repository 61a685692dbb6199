using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Messages;

/// <summary>A destination's answer as it is kept.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Response headers, one line per value.</param>
/// <param name="Body">The body up to the configured limit.</param>
/// <param name="Truncated">The body was longer than the limit.</param>
public sealed record ResponseRecord(int Status, IReadOnlyList<HeaderLine> Headers, ReadOnlyMemory<byte> Body, bool Truncated);
