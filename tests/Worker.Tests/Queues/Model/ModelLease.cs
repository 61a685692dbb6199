namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The lease of a lane as the ledger has it.</summary>
/// <param name="Holder">The worker that took it.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Until">When it is over; zero once it was given up.</param>
internal readonly record struct ModelLease(int Holder, long Epoch, TimeSpan Until);
