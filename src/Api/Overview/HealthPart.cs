namespace BusQStash.Api.Overview;

/// <summary>The health of one part of the system.</summary>
internal sealed record HealthPart
{
    internal const string Ok = "ok", Warn = "warn", Fail = "fail";

    /// <summary>ok, warn or fail.</summary>
    public required string State { get; init; }

    /// <summary>The problem, when there is one.</summary>
    public string? Text { get; init; }

    /// <summary>Of Apis and workers: how many are alive.</summary>
    public int? Seen { get; init; }

    /// <summary>Of Apis and workers: how many disappeared without signing off.</summary>
    public int? Left { get; init; }

    /// <summary>Of the reconciler: the process that runs it.</summary>
    public int? Holder { get; init; }
}
