using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Twins;

/// <summary>Both raw twins in a row: an endpoint that publishes with a confirm, and a consumer that posts.</summary>
internal sealed class LatencyTwin : IAsyncDisposable
{
    // As BusQStash's worker takes them when nothing else is said.
    private const string Prefetch = "256";

    private readonly HttpClient _http = new();
    private readonly Stack<IAsyncDisposable> _owned = new();

    private LatencyTwin()
    {
    }

    public static async Task<LatencyTwin> StartAsync(Backends backends, string queue, string destination)
    {
        var twin = new LatencyTwin();
        var port = FreePorts.One();
        twin._http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        twin._owned.Push(await BrokerQueue.OpenAsync(backends.RabbitMq.Url, queue));
        twin._owned.Push(RoleProcess.StartServer(AcceptTwin.Role, port.ToString(CultureInfo.InvariantCulture), backends.RabbitMq.Url, queue));
        twin._owned.Push(RoleProcess.Start(RawConsumer.Role, backends.RabbitMq.Url, queue, Prefetch, Prefetch, destination));
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(port), "the raw twin");
        return twin;
    }

    public async Task SendAsync(int number)
    {
        using var content = new ByteArrayContent(NumberedBody.Create(number));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Text.Plain);
        using var response = await _http.PostAsync(new Uri("/", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var owned))
        {
            await owned.DisposeAsync();
        }

        _http.Dispose();
    }
}
