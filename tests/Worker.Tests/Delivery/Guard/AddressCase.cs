using System.Net;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>One URL of the corpus.</summary>
/// <param name="Url">What a publisher writes.</param>
/// <param name="Reaches">The address it must reach; <see langword="null"/> when it must reach none.</param>
internal sealed record AddressCase(string Url, IPAddress? Reaches);
