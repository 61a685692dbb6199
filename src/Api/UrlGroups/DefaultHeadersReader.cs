using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.UrlGroups;

/// <summary>Validates a group's default headers as if a message had them, so that an error is reported now and not to every publisher later.</summary>
internal sealed class DefaultHeadersReader(MessageSpecReader specs, TimeProvider time)
{
    internal Dictionary<string, string> Read(DefaultHeadersRequest request, Refusals refusals)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (request.Headers is null)
        {
            refusals.Malformed("headers is missing");
            return headers;
        }

        foreach (var (name, values) in request.Headers)
        {
            var value = ByteText.FromText(string.Join(',', values));
            if (!ByteText.IsToken(name))
            {
                refusals.Malformed($"invalid header '{name}': a header cannot have this name");
            }
            else if (ByteText.HasControlCharacter(value))
            {
                refusals.Malformed($"invalid {name}: the value holds a control character");
            }

            headers[name] = value;
        }

        IReadOnlyList<HeaderLine> lines = [.. headers.Select(header => new HeaderLine(header.Key, header.Value))];
        _ = specs.Read(new HeaderLayers(lines), [], time.GetUtcNow(), refusals);
        return headers;
    }
}
