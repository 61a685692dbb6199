using BusQStash.Bus.Connections;
using BusQStash.Bus.Instances;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Reconciliation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Startup;

/// <summary>Holds the time limits of different rooms against each other: a combination that would take the living for dead, or break another promise, stops the start.</summary>
internal sealed class TimeLimits(IOptions<LaneOptions> lanes, IOptions<BrokerOptions> broker, IOptions<HostOptions> host) : IValidateOptions<ReconcilerOptions>
{
    // After the last attempts are aborted, their messages are returned to the ledger and connections are closed.
    private static readonly TimeSpan AfterAttempts = TimeSpan.FromSeconds(5);

    public ValidateOptionsResult Validate(string? name, ReconcilerOptions options)
    {
        try
        {
            string[] failures = [.. Rules(options).Where(rule => rule.IsBroken).Select(rule => rule.Sentence)];
            return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
        catch (OptionsValidationException)
        {
            // One of the other settings is invalid and reports its own error.
            return ValidateOptionsResult.Skip;
        }
    }

    private IEnumerable<(bool IsBroken, string Sentence)> Rules(ReconcilerOptions reconciler)
    {
        var (lane, send) = (lanes.Value, broker.Value);
        yield return (
            lane.WorkerMaxAge <= LedgerContact.LongestGap,
            $"BusQStash:Lanes:WorkerMaxAge must be more than {LedgerContact.LongestGap.TotalSeconds} s: so much may lie between two heartbeats of a living worker.");
        yield return (
            reconciler.DeadAfter <= lane.WorkerMaxAge,
            "BusQStash:Reconciler:DeadAfter must be longer than BusQStash:Lanes:WorkerMaxAge: who gets no queues any more must be the first to know.");
        yield return (
            reconciler.DeadAfter <= send.SendTimeout,
            "BusQStash:Reconciler:DeadAfter must be longer than BusQStash:Broker:SendTimeout: what a process is still sending is not to be sent by others.");
        yield return (
            send.ConfirmPatience > send.SendTimeout,
            "BusQStash:Broker:ConfirmPatience must not be longer than BusQStash:Broker:SendTimeout: nothing is confirmed after that.");
        yield return (
            reconciler.RoleLease <= Reconciler.Period,
            $"BusQStash:Reconciler:RoleLease must be longer than {Reconciler.Period.TotalSeconds} s, or the role is lost between two rounds.");
        yield return (
            lane.StopLimit + AfterAttempts > host.Value.ShutdownTimeout,
            $"BusQStash:Lanes:StopLimit must leave {AfterAttempts.TotalSeconds} s of the host's shutdown timeout ({host.Value.ShutdownTimeout.TotalSeconds} s), or attempts are cut off without being put back.");
    }
}
