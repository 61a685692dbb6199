using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delivery;

/// <summary>
/// Finds messages that this process has claimed and does not have in hand: the answer to a claim was lost with its connection, or the ledger was away when the message
/// was to be put back. Their commands went back to the broker, and whoever received them found the messages claimed and dropped them; so they would wait for the end
/// of this process.
/// </summary>
/// <remarks>Only what two looks in a row find is given up, and only while this process holds the claim: twice, late or after another claim it changes nothing.</remarks>
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
