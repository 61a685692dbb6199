namespace BusQStash.Client.Publishing;

/// <summary>A callback: a separate message with the result as its body (see <see cref="Receiving.CallbackPayload"/>).</summary>
/// <param name="Url">Its destination, http or https.</param>
public sealed record CallbackOptions(string Url) : DeliveryOptions
{
    /// <summary>Failure callback, sent when delivery of the callback itself was given up. Only a callback may have one, not a failure callback.</summary>
    public CallbackOptions? FailureCallback { get; init; }

    /// <summary>A callback with a URL and default settings.</summary>
    public static implicit operator CallbackOptions(string url) => FromString(url);

    /// <summary>A callback with a URL and default settings.</summary>
    public static CallbackOptions FromString(string url) => new(url);
}
