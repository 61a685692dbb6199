namespace BusQStash.Crash.Sink;

/// <summary>The purpose of a request to the sink; the first segment of its path.</summary>
internal enum AttemptKind
{
    /// <summary>A message of a queue.</summary>
    Ordered,

    /// <summary>A message without a queue.</summary>
    Unordered,

    /// <summary>A callback.</summary>
    Callback,

    /// <summary>A failure callback.</summary>
    Failure,

    /// <summary>A message to the endpoint of workflow runs.</summary>
    Workflow,

    /// <summary>A call that the server makes for a workflow run.</summary>
    Called,
}
