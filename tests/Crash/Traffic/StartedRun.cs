using System.Globalization;
using BusQStash.Crash.Sink;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Traffic;

/// <summary>A workflow run in the client's journal: its program, the answer, and whether a client canceled it.</summary>
internal sealed record StartedRun(string Owner, int Place, WorkflowProgram Program)
{
    public string RunId => string.Create(CultureInfo.InvariantCulture, $"wfr_{Owner}-{Place}");

    /// <summary>Its endpoint without the sink's address; unique to the run.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/{AttemptKind.Workflow}/{Owner}-{Place}/{Place}/{Program}");

    public TimeSpan Sent { get; set; }

    /// <summary>When the 2xx with its first message arrived; null when none did, in which case it may have begun or not.</summary>
    public TimeSpan? Answered { get; set; }

    public string? MessageId { get; set; }

    /// <summary>When its cancel was first sent; null when it was not canceled.</summary>
    public TimeSpan? CancelSent { get; set; }

    /// <summary>When the cancel was answered with a 2xx.</summary>
    public TimeSpan? CancelAnswered { get; set; }
}
