using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Looks at a history that has come to rest.</summary>
internal sealed class EndRules(World world)
{
    public void Check(bool isQuiet, bool hadFaults)
    {
        if (!isQuiet)
        {
            var open = world.Ledger.Messages.Where(message => !message.Row.IsFinal);
            world.Rules.Found(FindingKind.Stuck, string.Join("; ", open));
            return;
        }

        foreach (var message in world.Ledger.Ordered)
        {
            Check(message, [.. world.Attempts.Where(attempt => attempt.Message == message)]);
            if (!hadFaults)
            {
                LookForDuplicates(message);
            }
        }
    }

    /// <summary>Some time after everything has come to rest: every command was acknowledged.</summary>
    public void CheckCommands()
    {
        foreach (var queue in world.Broker.Queues.Where(queue => queue.InHand > 0))
        {
            world.Rules.Found(FindingKind.Stuck, $"{queue.InHand} commands of {queue.Name} are still in hand");
        }
    }

    private void Check(ModelMessage message, MadeAttempt[] attempts)
    {
        var row = message.Row;
        var isAsItsDestinationHadIt = row.State switch
        {
            MessageState.Delivered => attempts.Any(attempt => attempt.Succeeded && attempt.Number == row.Attempts - 1),
            MessageState.Failed => row.Attempts == message.Content.Spec.MaxRetries + 1 && !message.Behaviour.Succeeds(row.Attempts - 1),
            _ => message.CanceledAt is not null,
        };
        if (!isAsItsDestinationHadIt || Enumerable.Range(0, row.Attempts).Any(number => !Array.Exists(attempts, attempt => attempt.Number == number)))
        {
            world.Rules.Found(FindingKind.WrongEnd, $"{message} after {attempts.Length} attempts");
        }

        var spec = message.Content.Spec;
        var failureCallbacks = spec.FailureCallback is not null && row.State == MessageState.Failed ? 1 : 0;
        if (message.Ends != 1 || message.Callbacks != (spec.Callback is null ? 0 : row.Attempts) || message.FailureCallbacks != failureCallbacks)
        {
            world.Rules.Found(
                FindingKind.Twice, $"{message}: {message.Ends} ends, {message.Callbacks} callbacks, {message.FailureCallbacks} failure callbacks");
        }
    }

    private void LookForDuplicates(ModelMessage message)
    {
        var twice = world.Attempts.Where(attempt => attempt.Message == message).GroupBy(attempt => attempt.Number).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            world.Rules.Found(FindingKind.Duplicate, string.Join("; ", twice));
        }
    }
}
