using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delivery;

/// <summary>
/// Releases stale claims of this process, on messages that it is not attempting. The answer to the claim was lost with its connection, or the ledger was unreachable when the
/// message was to be deferred. Their commands were redelivered, and the receiving worker dropped them because the messages were claimed. Without this job, these messages
/// would wait until this process ends.
/// </summary>
/// <remarks>A claim is released only if two successive polls find it, and only while this process holds it, so a repeated or late release changes nothing.</remarks>
internal sealed partial class OwnClaims(
    IUnconfirmedMessages unconfirmedMessages, UnorderedDelivery deliveries, InstanceIdentity identity, TimeProvider time, ILogger<OwnClaims> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);
    private HashSet<(string MessageId, int Attempt)> _suspects = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LookFailed(logger, exception.Message);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var claims = await unconfirmedMessages.ListClaimsAsync(identity.Number, cancellationToken);
        var suspects = claims.Where(claim => !deliveries.IsInHand(claim.MessageId, claim.Attempt)).ToHashSet();
        foreach (var (messageId, attempt) in suspects.Intersect(_suspects))
        {
            if (await unconfirmedMessages.GiveUpClaimAsync(identity.Number, messageId, attempt, cancellationToken))
            {
                Log.GivenUp(logger, attempt, messageId);
            }
        }

        _suspects = suspects;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Attempt {Attempt} of {MessageId} was claimed by this process but is not in progress: its claim was released")]
        public static partial void GivenUp(ILogger logger, int attempt, string messageId);

        [LoggerMessage(2, LogLevel.Debug, "Claims could not be checked yet: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
