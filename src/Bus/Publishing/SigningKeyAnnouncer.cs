using BusQStash.Contracts.Signing;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <inheritdoc cref="ISigningKeyAnnouncer" />
internal sealed partial class SigningKeyAnnouncer(CommandSender sender, ILogger<SigningKeyAnnouncer> logger) : ISigningKeyAnnouncer
{
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var limit = sender.Limit(cancellationToken);
            await sender.PublishAsync(new SigningKeysRotated(), limit);
        }
        catch (Exception exception)
        {
            Log.NotAnnounced(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Other processes could not be notified of the rotated signing keys; they will notice within a second: {Reason}")]
        public static partial void NotAnnounced(ILogger logger, string reason);
    }
}
