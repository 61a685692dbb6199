namespace BusQStash.Testing.Networks;

/// <summary>Which way bytes go over a link.</summary>
[Flags]
public enum LinkDirection
{
    /// <summary>From whoever connects to the server.</summary>
    ToServer = 1,

    /// <summary>From the server to whoever connects.</summary>
    FromServer = 2,

    Both = ToServer | FromServer,
}
