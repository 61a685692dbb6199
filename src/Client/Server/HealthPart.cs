namespace BusQStash.Client.Server;

/// <summary>Whether a part works. What does not apply is <see langword="null"/>.</summary>
/// <param name="State"><c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Seen">Of workers: how many are at work.</param>
/// <param name="Left">Of workers: how many are gone without a word.</param>
/// <param name="Holder">Of the reconciler: the process that is it.</param>
public sealed record HealthPart(string State, string? Text = null, int? Seen = null, int? Left = null, int? Holder = null)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsOk => State == "ok";
}
