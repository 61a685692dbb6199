using MassTransit;

namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>Posts a job. A second time posts it again: there is no ledger.</summary>
internal sealed class PlainJobConsumer(JobPost post) : IConsumer<PlainJob>
{
    public Task Consume(ConsumeContext<PlainJob> context) => post.SendAsync(context.Message.Url, context.Message.Body, context.CancellationToken);
}
