namespace BusQStash.Rules.Destinations;

/// <summary>Who can be reached at an address.</summary>
internal enum AddressReach
{
    /// <summary>A host on the Internet.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A host of a private network.</summary>
    Private,

    /// <summary>Nobody a message should be sent to: reserved, documentation, multicast, link-local, cloud metadata.</summary>
    Nobody,
}
