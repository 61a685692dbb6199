namespace BusQStash.Store.Workflows;

/// <summary>A waiter as the API shows it.</summary>
/// <param name="Url">The endpoint that is called after a notification.</param>
/// <param name="Headers">The headers of that call, as a JSON object of names and lists.</param>
/// <param name="TimeoutUrl">The endpoint that is called after a timeout.</param>
/// <param name="TimeoutHeaders">The headers of that call.</param>
/// <param name="TimeoutBody">The body of that call, if any.</param>
public sealed record WaiterView(string Url, byte[] Headers, string TimeoutUrl, byte[] TimeoutHeaders, byte[]? TimeoutBody)
{
    /// <summary>When the wait times out.</summary>
    public DateTimeOffset Deadline { get; init; }
}
