using System.Collections.Concurrent;
using System.Text;
using MassTransit;

namespace BusQStash.Broker.Tests.Bus;

/// <summary>Watches what the consumers of a bus consume.</summary>
internal sealed class SeenEvents : IConsumeObserver
{
    private readonly ConcurrentQueue<SeenEvent> _seen = new();

    public IReadOnlyCollection<SeenEvent> All => _seen;

    public IReadOnlyList<T> Of<T>() => [.. _seen.Select(seen => seen.Content).OfType<T>()];

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        _seen.Enqueue(new SeenEvent(context.Message, Encoding.UTF8.GetString(context.ReceiveContext.GetBody())));
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
