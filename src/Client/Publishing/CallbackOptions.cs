namespace BusQStash.Client.Publishing;

/// <summary>A callback: a message of its own, with the result as its body (see <see cref="Receiving.CallbackPayload"/>).</summary>
/// <param name="Url">Where it goes, http or https.</param>
public sealed record CallbackOptions(string Url) : DeliveryOptions
{
    /// <summary>Who is told that the callback itself was given up. Only a callback may have one, not a failure callback.</summary>
    public CallbackOptions? FailureCallback { get; init; }

    /// <summary>A callback that needs no more than its URL.</summary>
    public static implicit operator CallbackOptions(string url) => FromString(url);

    /// <summary>A callback that needs no more than its URL.</summary>
    public static CallbackOptions FromString(string url) => new(url);
}
