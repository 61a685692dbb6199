using System.Net.Http.Headers;
using System.Text;
using MassTransit;

namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>Posts a job. A second time posts it again: there is no ledger.</summary>
internal sealed class PlainJobConsumer(HttpClient http) : IConsumer<PlainJob>
{
    public async Task Consume(ConsumeContext<PlainJob> context)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(context.Message.Body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri(context.Message.Url), content, context.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
