namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A message to be published.</summary>
/// <param name="DelayMs">Not before that time has passed.</param>
/// <param name="Failures">So many attempts fail.</param>
/// <param name="DurationMs">How long each takes.</param>
/// <param name="Answers">Otherwise it hangs for that time.</param>
/// <param name="MaxRetries">Retries.</param>
/// <param name="Callbacks">1: a callback, 2: a failure callback, 3: both.</param>
internal sealed record MessagePlan(int DelayMs, int Failures, int DurationMs, bool Answers, int MaxRetries, int Callbacks);
