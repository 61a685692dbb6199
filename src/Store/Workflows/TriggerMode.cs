namespace BusQStash.Store.Workflows;

/// <summary>Who started a run.</summary>
public enum TriggerMode
{
    /// <summary>An SDK, or somebody who knows that there is one.</summary>
    Sdk = 0,

    /// <summary>A request without an SDK: the endpoint is still to say what it is (wire contract 24.10).</summary>
    Handshake = 1,
}
