using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What clients do over the API: they publish, and change queues and messages.</summary>
internal sealed class Publisher(World world, QueueKind[] kinds)
{
    private int _published;

    public void Make(int index)
    {
        var queue = world.Ledger.EnsureQueue(NameOf(index), ShardOf(index));
        queue.StepsAside = KindOf(index) == QueueKind.StepsAside;
        queue.AwaitsCallbacks = KindOf(index) != QueueKind.IgnoresCallbacks;
        if (KindOf(index) == QueueKind.Parallel)
        {
            queue.SetParallelism(2, world.Clock.Elapsed);
        }
    }

    public void Publish(int index, MessagePlan plan)
    {
        var content = new NewMessage
        {
            Id = $"msg_{++_published}",
            CreatedAt = world.Clock.Now,
            Spec = new MessageSpec
            {
                Url = "https://receiver.example/",
                QueueName = NameOf(index),
                MaxRetries = plan.MaxRetries,
                NotBefore = plan.DelayMs > 0 ? world.Clock.NowMs + plan.DelayMs : null,
                Callback = (plan.Callbacks & 1) == 0 ? null : new CallbackSpec { Url = World.CallbackUrl },
                FailureCallback = (plan.Callbacks & 2) == 0 ? null : new CallbackSpec { Url = World.FailureCallbackUrl },
            },
        };
        var behaviour = new Behaviour(plan.Failures, TimeSpan.FromMilliseconds(plan.DurationMs), plan.Answers);
        var (message, outcome) = world.Ledger.Accept(content, null, behaviour, ShardOf(index));
        var accepted = new DeliverMessage { BodyInLedger = world.Chance.OneIn(6), Signal = outcome.Signal };
        var stored = World.Stored(message) with { State = MessageState.Ready };
        world.Send(new ModelCommand(NameOf(index), outcome.Shard, stored, accepted));
        if (world.Chance.OneIn(2))
        {
            Announce(index, deleted: false);
        }
    }

    public void Change(int index, Action<ModelQueue> change)
    {
        if (world.Ledger.FindQueue(NameOf(index)) is { } queue)
        {
            world.Ledger.Change(queue, change);
            Announce(index, deleted: false);
        }
    }

    public void Delete(int index)
    {
        if (world.Ledger.Delete(NameOf(index)) is not null)
        {
            Announce(index, deleted: true);
        }
    }

    public void Cancel(ModelMessage message)
    {
        foreach (var canceled in world.Ledger.Cancel([message]))
        {
            world.News.Announce(new LaneChanged { QueueName = canceled.QueueName!, Shard = message.Queue!.Shard });
        }
    }

    public void RunNow(ModelMessage message)
    {
        if (message.Queue!.DeletedAt is null && world.Ledger.RunNow(message))
        {
            world.News.Announce(new LaneChanged { QueueName = message.Queue.Name, Shard = message.Queue.Shard });
        }
    }

    public void ResumeAll()
    {
        for (var index = 0; index < kinds.Length; index++)
        {
            Change(index, queue => queue.PausedAt = null);
        }
    }

    private void Announce(int index, bool deleted) =>
        world.News.Announce(new LaneChanged { QueueName = NameOf(index), Shard = ShardOf(index), Deleted = deleted });

    private QueueKind KindOf(int index) => kinds[index % kinds.Length];

    private string NameOf(int index) => $"queue-{index % kinds.Length}";

    // All in one, so that lanes meet there.
    private int? ShardOf(int index) => KindOf(index) == QueueKind.Sharded ? 7 : null;
}
