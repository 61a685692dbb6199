using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Holds what happens against what is always true. It knows the ledger at each moment, and nothing of what a worker believes.</summary>
internal sealed class Rules(World world)
{
    /// <summary>Pause, cancel and settings hold after that time: a worker that knows nothing newer than this starts nothing.</summary>
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(1);

    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public void Found(FindingKind kind, string text) => _findings.Add(new Finding(kind, world.Clock.Elapsed, text));

    /// <summary>An attempt begins, under a lease of this epoch.</summary>
    public void Started(MadeAttempt attempt, LaneEpoch lane)
    {
        var message = attempt.Message;
        var queue = message.Queue!;
        var since = world.Clock.Elapsed - Visible;
        if (world.Without != Without.Lease && queue.DeletedAt is null && !world.Ledger.IsHeld(lane))
        {
            Found(FindingKind.Leaseless, $"{attempt}, epoch {lane.Epoch}");
        }

        if (queue.DeletedAt < since || message.CanceledAt < since || queue.PausedAt < since)
        {
            Found(FindingKind.AfterStop, $"{attempt}: canceled {message.CanceledAt}, deleted {queue.DeletedAt}, paused {queue.PausedAt}");
        }

        Overlaps(attempt, queue.GreatestSince(since));
        if (message.Row.State != MessageState.Canceled)
        {
            Ordered(attempt, queue.GreatestSince(since));
        }
    }

    /// <summary>An end of an attempt was written.</summary>
    public void Settled(ModelMessage message, AttemptSettlement settlement, bool wasFinal, int attempts, LaneEpoch current)
    {
        if (settlement.Lane is { } lane && lane != current)
        {
            Found(FindingKind.Leaseless, $"the end of attempt {settlement.Attempt} of {message} was written under epoch {lane.Epoch}, not {current.Epoch}");
        }

        if (wasFinal || attempts != settlement.Attempt)
        {
            Found(FindingKind.Twice, $"the end of attempt {settlement.Attempt} of {message} was written, after {attempts}");
        }
    }

    private void Overlaps(MadeAttempt attempt, int allowed)
    {
        var others = world.InProgress.Where(other => other.Message.Queue == attempt.Message.Queue && !other.StoodStill).ToArray();
        if (others.Length >= allowed)
        {
            Found(FindingKind.Overlap, $"{attempt} beside {string.Join("; ", others.AsEnumerable())}");
        }
    }

    private void Ordered(MadeAttempt attempt, int allowed)
    {
        var row = attempt.Message.Row;
        var queue = attempt.Message.Queue!;
        var before = queue.Open
            .Where(other => other.Row.Seq < row.Seq && !(queue.StepsAside && other.Row.State == MessageState.Retrying))
            .ToArray();
        if (before.Length >= allowed)
        {
            Found(FindingKind.Inversion, $"{attempt} before {string.Join("; ", before.AsEnumerable())}");
        }

        if (row.IsFinal || row.Attempts != attempt.Number)
        {
            Found(FindingKind.AfterEnd, attempt.ToString());
        }
        else if (row.NotBefore > world.Clock.NowMs)
        {
            Found(FindingKind.TooEarly, $"{attempt}: {row.NotBefore - world.Clock.NowMs} ms");
        }
    }
}
