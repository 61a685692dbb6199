using System.Collections.Concurrent;
using BusQStash.Bus.Receiving;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Worker.FlowControl;
using MassTransit;

namespace BusQStash.Worker.Delivery;

/// <summary>Takes an unordered message through one attempt.</summary>
/// <remarks>
/// <para>(1) Leave a command whose attempt is in hand here, or whose message is claimed elsewhere, canceled or finished. A command that comes for the first time and is
/// the only one of its kind needs no such look; what makes a second one harmless is the claim, and in the end the attempt number in the settlement.</para>
/// <para>(2) Put the message back into the ledger when its destination's host is full: it waits there without holding a place in the broker.</para>
/// <para>(3) Make the attempt and write down how it ended.</para>
/// <para>(4) If it was cut off, put the message back for another worker. If even that fails the broker gives the command to another worker.</para>
/// </remarks>
internal sealed class DeliverUnorderedConsumer(
    IMessageLedger ledger,
    IMessages messages,
    AttemptRunner attempts,
    CommandChecks checks,
    DestinationSlots slots,
    AttemptGate gate,
    TimeProvider time) : IConsumer<EnqueueMessage>
{
    // Attempts, not messages: the command of the next attempt may come while this one still publishes what followed from it, and nobody
    // would send that command again.
    private readonly ConcurrentDictionary<(string MessageId, int Attempt), byte> _inHand = new();

    public async Task Consume(ConsumeContext<EnqueueMessage> context)
    {
        var accepted = context.Message.Accepted;
        if (accepted is not { Spec.QueueName: null } || !CommandShape.IsWhole(accepted))
        {
            throw new PoisonCommandException("A command for an unordered message does not say which message it is, or not all of it.");
        }

        // (1)
        var attempt = (accepted.MessageId, accepted.Attempt);
        if (!_inHand.TryAdd(attempt, 0))
        {
            return;
        }

        try
        {
            if (await IsOursAsync(accepted, context.ReceiveContext.Redelivered, context.CancellationToken))
            {
                await DeliverAsync(context.Message, accepted, context.CancellationToken);
            }
        }
        finally
        {
            _inHand.TryRemove(attempt, out _);
        }
    }

    private Task<bool> IsOursAsync(AcceptedMessage accepted, bool redelivered, CancellationToken cancellationToken) =>
        checks.Of(accepted, redelivered) switch
        {
            CommandCheck.Claim => ledger.ClaimAsync(accepted.MessageId, accepted.Attempt, cancellationToken),
            CommandCheck.Look => ledger.IsOpenAsync(accepted.MessageId, accepted.Attempt, cancellationToken),
            _ => Task.FromResult(true),
        };

    private async Task DeliverAsync(EnqueueMessage command, AcceptedMessage accepted, CancellationToken cancellationToken)
    {
        try
        {
            // (2)
            var host = DestinationHosts.Of(accepted.Spec.Url);
            using var slot = await slots.EnterAsync(host, cancellationToken);
            if (slot is null)
            {
                await PutBackAsync(accepted, time.GetUtcNow() + slots.DeferralFor(host), cancellationToken);
                return;
            }

            // (3) In turn with all other attempts when there is a limit for all of them.
            using var attemptSlot = await gate.EnterAsync(cancellationToken);
            var attempt = await AttemptAsync(command, accepted, cancellationToken);
            await attempts.RunAsync(attempt, null, cancellationToken, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // (4)
            await PutBackAsync(accepted, time.GetUtcNow(), CancellationToken.None);
        }
    }

    private async Task PutBackAsync(AcceptedMessage accepted, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        // Out of hand first: the command that follows is for the same attempt, and it may come before this returns.
        _inHand.TryRemove((accepted.MessageId, accepted.Attempt), out _);
        await ledger.DeferAsync(accepted.MessageId, accepted.Attempt, dueAt, cancellationToken);
    }

    private async Task<Attempt> AttemptAsync(EnqueueMessage command, AcceptedMessage accepted, CancellationToken cancellationToken) => new(
        accepted.MessageId,
        accepted.Spec,
        await BodyAsync(command, accepted, cancellationToken),
        accepted.Attempt,
        DateTimeOffset.FromUnixTimeMilliseconds(accepted.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(accepted.Spec.NotBefore ?? accepted.CreatedAt));

    private async ValueTask<ReadOnlyMemory<byte>> BodyAsync(EnqueueMessage command, AcceptedMessage accepted, CancellationToken cancellationToken)
    {
        if (!accepted.BodyInLedger)
        {
            return command.Body;
        }

        var stored = await messages.FindAsync(accepted.MessageId, cancellationToken)
            ?? throw new PoisonCommandException($"The body of {accepted.MessageId} is not in the ledger.");
        return stored.Body;
    }
}
