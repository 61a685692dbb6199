namespace BusQStash.Store.Workflows;

/// <summary>A waiter as the API shows it.</summary>
/// <param name="Url">The endpoint that is called when it is notified.</param>
/// <param name="Headers">With these headers, as a JSON object of names and lists.</param>
/// <param name="TimeoutUrl">The endpoint that is called when it is not.</param>
/// <param name="TimeoutHeaders">With these headers.</param>
/// <param name="TimeoutBody">And this body, when there is one.</param>
public sealed record WaiterView(string Url, byte[] Headers, string TimeoutUrl, byte[] TimeoutHeaders, byte[]? TimeoutBody)
{
    /// <summary>Until when it waits.</summary>
    public DateTimeOffset Deadline { get; init; }
}
