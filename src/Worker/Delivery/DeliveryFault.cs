namespace BusQStash.Worker.Delivery;

/// <summary>Why an attempt ended without a complete answer.</summary>
internal enum DeliveryFault
{
    /// <summary>The destination's URL cannot be called.</summary>
    InvalidUrl,

    /// <summary>The destination resolves to an address that must not be called.</summary>
    DeniedAddress,

    /// <summary>The destination's name has no address.</summary>
    UnknownHost,

    /// <summary>No connection could be made.</summary>
    Connection,

    /// <summary>No TLS session could be made.</summary>
    Tls,

    /// <summary>The time for the attempt was up.</summary>
    Timeout,

    /// <summary>The connection ended before the answer was complete.</summary>
    BrokenOff,

    /// <summary>The response is not HTTP, or its head is too large.</summary>
    InvalidAnswer,

    /// <summary>The request could not be made of what the publisher gave.</summary>
    Unsendable,
}
