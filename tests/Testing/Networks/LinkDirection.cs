namespace BusQStash.Testing.Networks;

/// <summary>The direction of bytes over a link.</summary>
[Flags]
public enum LinkDirection
{
    /// <summary>From the client to the server.</summary>
    ToServer = 1,

    /// <summary>From the server to the client.</summary>
    FromServer = 2,

    Both = ToServer | FromServer,
}
