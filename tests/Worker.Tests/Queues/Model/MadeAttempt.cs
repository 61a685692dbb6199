using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>An attempt as its destination sees it.</summary>
internal sealed class MadeAttempt(ModelWorker worker, ModelMessage message, int number, TimeSpan startedAt)
{
    private readonly TaskCompletionSource<DeliveryOutcome> _outcome = new();

    public ModelWorker Worker => worker;

    public ModelMessage Message => message;

    public int Number => number;

    public TimeSpan StartedAt => startedAt;

    public Task<DeliveryOutcome> Outcome => _outcome.Task;

    public bool HasEnded { get; private set; }

    public bool Succeeded { get; private set; }

    /// <summary>Its worker stood still while it was in progress: what a lease cannot end then overlaps what comes after.</summary>
    public bool StoodStill { get; set; }

    /// <summary>Its worker ended it, or died: it may be made again.</summary>
    public bool WasCut { get; private set; }

    /// <summary>The destination answers, or the attempt's time is over.</summary>
    public void End()
    {
        if (!HasEnded)
        {
            HasEnded = true;
            Succeeded = message.Behaviour.Succeeds(number);
            _outcome.TrySetResult(OutcomeOf(message.Behaviour, Succeeded));
        }
    }

    /// <summary>The connection is closed before the answer.</summary>
    public void Cut(CancellationToken cancellationToken)
    {
        WasCut = true;
        HasEnded = true;
        _outcome.TrySetCanceled(cancellationToken);
    }

    public override string ToString() => $"attempt {number} of {message} in worker {worker.Number}, begun at {startedAt}";

    private static DeliveryOutcome OutcomeOf(Behaviour behaviour, bool succeeds) => (behaviour.Answers, succeeds) switch
    {
        (false, _) => new DeliveryOutcome.Unreachable(DeliveryFault.Timeout, "No answer in time."),
        (true, true) => new DeliveryOutcome.Delivered(Answer(200)),
        (true, false) => new DeliveryOutcome.Rejected(Answer(500)),
    };

    private static ResponseRecord Answer(int status) => new(status, Array.Empty<HeaderLine>(), default, false);
}
