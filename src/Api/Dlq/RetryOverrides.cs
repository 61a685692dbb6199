using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Dlq;

/// <summary>
/// Reads the publish configuration of a retry: <c>upstash-*</c> parameters, overridden by <c>Upstash-*</c> headers. The request's other headers, its content type above all,
/// describe the request and not the message.
/// </summary>
internal static class RetryOverrides
{
    internal static IReadOnlyList<IReadOnlyList<HeaderLine>> Read(HttpRequest request) =>
    [
        Lines(request.Query.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value)), ByteText.FromText),
        Lines(request.Headers, static value => value),
    ];

    private static List<HeaderLine> Lines(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> source, Func<string, string> bytes) =>
    [
        .. from line in source
           where line.Key.StartsWith(RawTarget.ConfigurationPrefix, StringComparison.OrdinalIgnoreCase)
           from value in line.Value
           select new HeaderLine(line.Key, bytes(value ?? "")),
    ];
}
