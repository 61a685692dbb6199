namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What a message's destination does.</summary>
/// <param name="Failures">So many attempts fail.</param>
/// <param name="Duration">How long each takes.</param>
/// <param name="Answers">Otherwise it hangs, and the attempt ends after that time without an answer.</param>
internal sealed record Behaviour(int Failures, TimeSpan Duration, bool Answers)
{
    public static readonly Behaviour Fine = new(0, TimeSpan.FromMilliseconds(5), true);

    /// <summary>A message that hangs never succeeds.</summary>
    public bool Succeeds(int attempt) => Answers && attempt >= Failures;
}
