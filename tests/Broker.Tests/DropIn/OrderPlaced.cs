namespace BusQStash.Broker.Tests.DropIn;

/// <summary>A message of the shop that hosts a worker.</summary>
public sealed record OrderPlaced
{
    public string Order { get; init; } = "";
}
