using System.Net;
using System.Text.Json;

namespace BusQStash.Crash.Traffic;

/// <summary>An answer of the Api other than its own failure.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string MessageId => JsonElement.Parse(Body).GetProperty("messageId").GetString()!;

    public override string ToString() => $"{(int)Status} {Body}";
}
