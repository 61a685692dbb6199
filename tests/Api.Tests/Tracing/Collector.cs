using BusQStash.Testing.Destinations;

namespace BusQStash.Api.Tests.Tracing;

/// <summary>Receives spans over OTLP by HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly Destination _server;
    private readonly Hook _traces;

    private Collector(Destination server) => (_server, _traces) = (server, server.AddHook());

    /// <summary>Where spans are sent.</summary>
    public string TracesUrl => _traces.Url;

    public IReadOnlyList<ReceivedSpan> Spans => [.. _traces.Requests.SelectMany(request => Read(request.Body))];

    public static async Task<Collector> StartAsync() => new(await Destination.StartAsync());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static IEnumerable<ReceivedSpan> Read(byte[] request) =>
        from resource in new Protobuf(request).Messages(1)
        let service = Attributes(resource.Messages(1).SelectMany(one => one.Messages(1))).GetValueOrDefault("service.name", "")
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(
            service,
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Text(5),
            (int)span.Number(6),
            span.Number(7),
            span.Number(8),
            Attributes(span.Messages(9)),
            [.. span.Messages(13).Select(link => (link.Hex(1), link.Hex(2)))]);

    private static Dictionary<string, string> Attributes(IEnumerable<Protobuf> pairs) => pairs.ToDictionary(pair => pair.Text(1), pair => ValueOf(pair.Messages(2).Single()));

    private static string ValueOf(Protobuf value) => value.Text(1) is { Length: > 0 } text ? text : $"{value.Number(3)}";
}
