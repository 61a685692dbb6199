namespace BusQStash.Api.Overview;

/// <summary>Whether a part works.</summary>
internal sealed record HealthPart
{
    internal const string Ok = "ok", Warn = "warn", Fail = "fail";

    /// <summary>ok, warn or fail.</summary>
    public required string State { get; init; }

    /// <summary>What is wrong.</summary>
    public string? Text { get; init; }

    /// <summary>Of workers: how many are at work.</summary>
    public int? Seen { get; init; }

    /// <summary>Of workers: how many are gone without a word.</summary>
    public int? Left { get; init; }

    /// <summary>Of the reconciler: the process that is it.</summary>
    public int? Holder { get; init; }
}
