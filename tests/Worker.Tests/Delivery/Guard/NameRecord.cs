using System.Net;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>One record of an answer: an alias for another name, or an address. It may never be kept: its time to live is 0.</summary>
internal sealed record NameRecord(string Name, string? Alias, IPAddress? Address)
{
    public static NameRecord Of(string name, IPAddress address) => new(name, null, address);
}
