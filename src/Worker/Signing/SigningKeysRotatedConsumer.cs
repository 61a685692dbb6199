using BusQStash.Contracts.Signing;
using BusQStash.Store.Signing;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Signing;

/// <summary>Reloads the keys after a rotation by another process. A duplicate notice is harmless: the keys are only read again.</summary>
internal sealed partial class SigningKeysRotatedConsumer(RotationSignal rotations, ILogger<SigningKeysRotatedConsumer> logger) : IConsumer<SigningKeysRotated>
{
    public Task Consume(ConsumeContext<SigningKeysRotated> context)
    {
        rotations.Raise();
        Log.Rotated(logger);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The signing keys were rotated; they are reloaded.")]
        public static partial void Rotated(ILogger logger);
    }
}
