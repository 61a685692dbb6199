namespace BusQStash.Rules.Destinations;

/// <summary>The kind of host an address reaches.</summary>
internal enum AddressReach
{
    /// <summary>A host on the Internet.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A host of a private network.</summary>
    Private,

    /// <summary>Not a valid destination: reserved, documentation, multicast, link-local, cloud metadata.</summary>
    Nobody,
}
