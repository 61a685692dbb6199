using System.Diagnostics;
using BusQStash.Store.Workflows;

namespace BusQStash.Worker.Tests.Delays;

/// <summary>Where no due row is a waiter's, nobody asks for waiters.</summary>
internal sealed class NoWaiters : IWaiters
{
    public Task<WaitOutcome> WaitAsync(WaitRequest request, CancellationToken cancellationToken) => throw new UnreachableException();

    public Task<NotifyOutcome> NotifyAsync(string eventId, byte[] body, DateTimeOffset now, CancellationToken cancellationToken) =>
        throw new UnreachableException();

    public Task<NotifyOutcome> NotifyRunAsync(
        string runId, string eventId, byte[] body, bool onlyOne, DateTimeOffset now, CancellationToken cancellationToken) => throw new UnreachableException();

    public Task<RunEffects> TimeOutAsync(string token, DateTimeOffset now, CancellationToken cancellationToken) => throw new UnreachableException();

    public Task<IReadOnlyList<WaiterView>> ListAsync(string eventId, CancellationToken cancellationToken) => throw new UnreachableException();
}
