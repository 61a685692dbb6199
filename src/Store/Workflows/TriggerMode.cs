namespace BusQStash.Store.Workflows;

/// <summary>How a run was started.</summary>
public enum TriggerMode
{
    /// <summary>By an SDK, or by a client that knows the endpoint uses one.</summary>
    Sdk = 0,

    /// <summary>By a request without an SDK: the endpoint has yet to identify itself (wire contract 24.10).</summary>
    Handshake = 1,
}
