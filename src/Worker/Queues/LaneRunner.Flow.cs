namespace BusQStash.Worker.Queues;

/// <content>What a lane does with permits of flow control.</content>
internal sealed partial class LaneRunner
{
    private void WaitAgain(LaneInput.NotStarted notStarted)
    {
        var (entry, grant) = notStarted;
        _inFlight.Remove(entry.MessageId);
        entry.InFlight = false;
        if (_lease is not null && ReferenceEquals(_window.Find(entry.Seq), entry) && entry.Content?.Spec.FlowControl is { } spec)
        {
            _flow.WaitAgain(entry, spec, grant);
        }
        else
        {
            _services.Permits.End(grant, isSettled: false);
            _needsRead = true;
        }
    }

    // What reaches a lane that has ended.
    private void GiveBack(LaneInput late)
    {
        if (late is LaneInput.Permitted { Grant: var unused })
        {
            _services.Permits.End(unused, isSettled: false);
        }
        else if (late is LaneInput.NotStarted { Grant: var unmade })
        {
            _services.Permits.End(unmade, isSettled: false);
        }
    }
}
