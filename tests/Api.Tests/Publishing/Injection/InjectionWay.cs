namespace BusQStash.Api.Tests.Publishing.Injection;

/// <summary>The ways a header gets in.</summary>
internal enum InjectionWay
{
    /// <summary>As a header of the request, or of a command on the bus, which no web server has looked at.</summary>
    Header,

    /// <summary>As a parameter of the query, percent-encoded.</summary>
    Query,

    /// <summary>As a member of a batch item's headers, in JSON.</summary>
    Batch,
}
