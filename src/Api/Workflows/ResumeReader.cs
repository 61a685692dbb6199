using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the message that will resume a run later: its URL, and its headers as an object of names with lists of values.</summary>
internal sealed class ResumeReader(MessageSpecReader specs, DestinationRules destinations)
{
    internal (MessageSpec Spec, bool OwnsRetries) Read(string urlText, JsonElement headers, DateTimeOffset now, Refusals refusals) =>
        Read(urlText, Lines(headers, refusals), now, refusals);

    internal (MessageSpec Spec, bool OwnsRetries) Read(string urlText, IReadOnlyList<HeaderLine> lines, DateTimeOffset now, Refusals refusals)
    {
        if (destinations.Read(ByteText.FromText(urlText), out var url) is { } wrong)
        {
            refusals.Malformed($"invalid workflow url: {wrong}");
        }

        var layers = new HeaderLayers(lines);
        var request = WorkflowRequest.Read(layers, refusals) ?? new WorkflowRequest { RunId = "" };
        var spec = request.Clean(specs.Read(layers, lines, now, refusals)) with { Url = url, NotBefore = null };
        return (spec, request.OwnsRetries);
    }

    /// <summary>The headers as lines; an object of another shape is refused.</summary>
    internal static IReadOnlyList<HeaderLine> Lines(JsonElement headers, Refusals refusals)
    {
        if (headers.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return [];
        }

        if (headers.ValueKind != JsonValueKind.Object)
        {
            refusals.Malformed("invalid headers: they must be an object of names and lists");
            return [];
        }

        List<HeaderLine> lines = [];
        foreach (var header in headers.EnumerateObject())
        {
            IEnumerable<JsonElement> values = header.Value.ValueKind == JsonValueKind.Array ? header.Value.EnumerateArray() : [header.Value];
            foreach (var value in values)
            {
                if (value.ValueKind == JsonValueKind.String)
                {
                    lines.Add(new HeaderLine(header.Name, ByteText.FromText(value.GetString()!)));
                }
                else if (value.ValueKind != JsonValueKind.Null)
                {
                    refusals.Malformed($"invalid headers: {header.Name} must be a text or a list of texts");
                }
            }
        }

        return lines;
    }
}
