namespace BusQStash.Client.Server;

/// <summary>The health of a part. What does not apply is <see langword="null"/>.</summary>
/// <param name="State"><c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Text">The problem.</param>
/// <param name="Seen">Of Apis and workers: how many are running.</param>
/// <param name="Left">Of Apis and workers: how many disappeared without signing off.</param>
/// <param name="Holder">Of the reconciler: the process with that role.</param>
public sealed record HealthPart(string State, string? Text = null, int? Seen = null, int? Left = null, int? Holder = null)
{
    /// <summary>Whether the part is healthy.</summary>
    public bool IsOk => State == "ok";
}
