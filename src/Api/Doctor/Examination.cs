using BusQStash.Bus.Inspection;
using BusQStash.Store.Inspection;

namespace BusQStash.Api.Doctor;

/// <summary>Checks everything that could break a deployment's guarantees, and changes nothing.</summary>
/// <remarks>
/// <para>(1) Check the ledger first: its id names the marker to look for in the broker.</para>
/// <para>(2) Check the broker and, through the ledger, the other processes.</para>
/// <para>(3) Check what needs neither. An unreachable part is a finding, and the rest is checked all the same.</para>
/// </remarks>
internal sealed class Examination(
    ILedgerInspection ledger, BrokerInspection broker, ProcessFindings processes, AccessFindings access, MachineFindings machine, TimeProvider time)
{
    /// <summary>A check that takes longer is treated as one of an unreachable part.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    internal async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();

        // (1)
        var (condition, failure) = await LedgerAsync(cancellationToken);
        List<Finding> findings = [.. condition is null ? [LedgerFindings.Away(failure!)] : LedgerFindings.Of(condition)];

        // (2)
        findings.AddRange(BrokerFindings.Of(await broker.LookAsync(condition?.Id, cancellationToken)));
        findings.AddRange(condition is null || condition.Schema < condition.BaselineSchema ? [] : await processes.LookAsync(cancellationToken));

        // (3)
        findings.AddRange(access.Look());
        findings.AddRange(machine.Look(condition?.Crons ?? []));
        return DoctorReport.Of(at, findings);
    }

    private async Task<(LedgerCondition? Condition, string? Failure)> LedgerAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return (await ledger.LookAsync(limit.Token).WaitAsync(limit.Token), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, exception is OperationCanceledException ? "no answer within 8 s" : exception.Message.ReplaceLineEndings(" ").TrimEnd('.'));
        }
    }
}
