using System.Globalization;
using BusQStash.Crash.Sink;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Traffic;

/// <summary>A workflow run in the client's journal: what was to run, what was answered, and whether it was canceled from outside.</summary>
internal sealed record StartedRun(string Owner, int Place, WorkflowProgram Program)
{
    public string RunId => string.Create(CultureInfo.InvariantCulture, $"wfr_{Owner}-{Place}");

    /// <summary>Its endpoint without the sink's address: no other run has it.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/{AttemptKind.Workflow}/{Owner}-{Place}/{Place}/{Program}");

    public TimeSpan Sent { get; set; }

    /// <summary>When the 2xx came that told its first message; nothing when none did, and it may have begun or not.</summary>
    public TimeSpan? Answered { get; set; }

    public string? MessageId { get; set; }

    /// <summary>When its cancel was first sent; nothing when it was left alone.</summary>
    public TimeSpan? CancelSent { get; set; }

    /// <summary>When that was answered with a 2xx.</summary>
    public TimeSpan? CancelAnswered { get; set; }
}
