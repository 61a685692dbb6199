using System.Text.Json;

namespace BusQStash.Client.Server;

/// <summary>What is to be said of a message first.</summary>
/// <param name="Code"><c>delivered</c>, <c>failed_exhausted</c>, <c>retrying</c>, <c>behind_queue</c>…: one of the server's closed set.</param>
/// <param name="At">When it ended, or when it goes on by itself.</param>
/// <param name="Facts">What it is told with; its members depend on the code.</param>
public sealed record MessageVerdict(string Code, DateTimeOffset? At, JsonElement Facts);
