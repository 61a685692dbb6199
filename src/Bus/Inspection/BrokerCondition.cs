using BusQStash.Bus.Connections;

namespace BusQStash.Bus.Inspection;

/// <summary>The broker as it was found.</summary>
public sealed record BrokerCondition
{
    /// <summary>The transport of the commands. In memory the other members are unset.</summary>
    public required TransportKind Kind { get; init; }

    /// <summary>Why it could not be reached; <see langword="null"/> when it was.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether any certificate is accepted as the broker's.</summary>
    public bool TrustsAnybody { get; init; }

    /// <summary>Its version; <see langword="null"/> when it does not tell one.</summary>
    public Version? Version { get; init; }

    /// <summary>It is one this program works with.</summary>
    public bool IsSupported { get; init; }

    /// <summary>Whether the ledger's marker is there; <see langword="null"/> without a ledger.</summary>
    public bool? HasMarker { get; init; }

    /// <summary>Rights the user lacks: <c>configure</c>, <c>write</c>, <c>read</c>, each with the name it was tested on.</summary>
    public IReadOnlyList<string> MissingRights { get; init; } = [];

    /// <summary>Data from the management API; <see langword="null"/> if it was not available.</summary>
    public ManagementView? Management { get; init; }

    /// <summary>Why the management API was not available.</summary>
    public string? ManagementFailure { get; init; }
}
