using System.Text.Json;

namespace BusQStash.Client.Server;

/// <summary>The main fact about a message.</summary>
/// <param name="Code"><c>delivered</c>, <c>failed_exhausted</c>, <c>retrying</c>, <c>behind_queue</c>…: one of the server's closed set.</param>
/// <param name="At">When it ended, or when it continues automatically.</param>
/// <param name="Facts">Details for the text; its members depend on the code.</param>
public sealed record MessageVerdict(string Code, DateTimeOffset? At, JsonElement Facts);
