using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <content>Log messages of a lane.</content>
internal sealed partial class LaneRunner
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Queue {QueueName} could not be processed; retrying: {Reason}")]
        public static partial void StepFailed(ILogger logger, string queueName, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The lease of queue {QueueName} was lost; attempts in flight were aborted")]
        public static partial void Lost(ILogger logger, string queueName);

        [LoggerMessage(4, LogLevel.Debug, "Queue {QueueName} is parked until {WakeAt}")]
        public static partial void Parked(ILogger logger, string queueName, DateTimeOffset wakeAt);
    }
}
