namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Does what a history says.</summary>
internal sealed class Meddler(World world, Publisher publisher)
{
    private const int MostWorkers = 4;

    public void Do(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Publish:
                publisher.Publish(step.Which, step.Message!);
                break;
            case StepKind.Answer:
                OneOf(world.InProgress, step.Which)?.End();
                break;
            case StepKind.Pause:
                publisher.Change(step.Which, queue => queue.PausedAt ??= world.Clock.Elapsed);
                break;
            case StepKind.Resume:
                publisher.Change(step.Which, queue => queue.PausedAt = null);
                break;
            case StepKind.Parallelism:
                publisher.Change(step.Which, queue => queue.SetParallelism(step.Size, world.Clock.Elapsed));
                break;
            case StepKind.Delete:
                publisher.Delete(step.Which);
                break;
            case StepKind.Cancel when OneOf(world.Ledger.Ordered, step.Which) is { } message:
                publisher.Cancel(message);
                break;
            case StepKind.RunNow when OneOf(world.Ledger.Ordered, step.Which) is { } message:
                publisher.RunNow(message);
                break;
            default:
                Disturb(step);
                break;
        }
    }

    /// <summary>Everybody goes on, the ledger answers, nothing is paused, and there is a worker.</summary>
    public void MendAll()
    {
        foreach (var worker in world.Workers)
        {
            worker.Line.Trouble.Heal();
            worker.Reconnect();
            Thaw(worker);
        }

        publisher.ResumeAll();
        if (!world.Workers.Any(worker => worker is { IsGone: false, IsLeaving: false }))
        {
            world.StartWorker();
        }
    }

    private void Disturb(Step step)
    {
        ModelWorker[] alive = [.. world.Workers.Where(worker => !worker.IsGone)];
        if (step.Kind == StepKind.StartWorker && alive.Length < MostWorkers)
        {
            world.StartWorker();
        }

        if (OneOf(alive, step.Which) is not { } worker)
        {
            return;
        }

        switch (step.Kind)
        {
            case StepKind.RestartWorker when !worker.IsLeaving:
                worker.Stop();
                world.StartWorker();
                break;
            case StepKind.BreakConnection:
                world.Broker.Break(worker);
                break;
            case StepKind.Kill:
                worker.Kill();
                break;
            case StepKind.Freeze:
                worker.Freeze();
                break;
            case StepKind.Thaw:
                Thaw(worker);
                break;
            case StepKind.FailBefore or StepKind.FailAfter:
                worker.Line.Trouble.Fail(TimeSpan.FromMilliseconds(step.Size), committed: step.Kind == StepKind.FailAfter);
                break;
            case StepKind.CutOff:
                worker.Line.Trouble.CutOff(TimeSpan.FromMilliseconds(step.Size));
                break;
            case StepKind.Disconnect:
                worker.Disconnect(TimeSpan.FromMilliseconds(step.Size));
                break;
            case StepKind.SlowDown:
                worker.Line.Trouble.SlowDown(TimeSpan.FromMilliseconds(step.Size));
                break;
        }
    }

    private static void Thaw(ModelWorker worker)
    {
        if (worker is { IsFrozen: true, IsGone: false })
        {
            worker.Thaw();
        }
    }

    private static T? OneOf<T>(IReadOnlyList<T> all, int which)
        where T : class =>
        all.Count == 0 ? null : all[which % all.Count];
}
