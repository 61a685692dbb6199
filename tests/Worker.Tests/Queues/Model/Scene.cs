using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>One worker and one queue in a world in which nothing is left to chance but the order of what happens at once: for histories told by hand.</summary>
internal sealed class Scene
{
    private const string QueueName = "q";
    private int _published;

    public Scene(uint seed = 1, int gate = 0)
    {
        World = new World(new History(seed, 1, gate, [QueueKind.Plain], []), Without.Nothing, null);
        Queue = World.Ledger.EnsureQueue(QueueName, null);
        Worker = World.StartWorker();
    }

    public World World { get; }

    public ModelWorker Worker { get; }

    public ModelQueue Queue { get; private set; }

    public ModelCommand Publish(int durationMs = 5, int delayMs = 0, int failures = 0)
    {
        var content = new NewMessage
        {
            Id = $"msg_{++_published}",
            CreatedAt = World.Clock.Now,
            Spec = new MessageSpec { QueueName = QueueName, NotBefore = delayMs > 0 ? World.Clock.NowMs + delayMs : null },
        };
        var (message, outcome) = World.Ledger.Accept(content, null, new Behaviour(failures, TimeSpan.FromMilliseconds(durationMs), true));
        var command = new ModelCommand(QueueName, null, World.Stored(message), new DeliverMessage { Signal = outcome.Signal });
        Send(command);
        return command;
    }

    /// <summary>A command arrives, perhaps once more.</summary>
    public void Send(ModelCommand command) => World.Broker[BrokerNames.Lane(QueueName)].Add(command);

    /// <summary>The queue is deleted and made anew, and no worker is told.</summary>
    public void MakeQueueAnew()
    {
        World.Ledger.Delete(QueueName);
        Queue = World.Ledger.EnsureQueue(QueueName, null);
    }

    public void Change(Action<ModelQueue> change) => World.Ledger.Change(Queue, change);

    public void Pass(double seconds) => World.Pass(TimeSpan.FromSeconds(seconds));

    /// <summary>Attempts begun, by message.</summary>
    public IEnumerable<string> Attempts => World.Attempts.Select(attempt => attempt.Message.Row.Id);
}
