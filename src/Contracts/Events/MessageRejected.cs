namespace BusQStash.Contracts.Events;

/// <summary>
/// An <c>EnqueueMessage</c> command sent over the bus was refused and changed nothing. Also the answer to a request.
/// </summary>
public sealed record MessageRejected
{
    /// <summary>The destination as it was sent.</summary>
    public string Destination { get; init; } = "";

    /// <summary>The QStash queue as it was sent.</summary>
    public string? QueueName { get; init; }

    /// <summary>What was wrong with which part, in the words of the REST API.</summary>
    public string Error { get; init; } = "";

    /// <summary>The status the REST API would have answered with.</summary>
    public int Status { get; init; }

    /// <summary>The bus's id of the refused command.</summary>
    public Guid? CommandId { get; init; }
}
