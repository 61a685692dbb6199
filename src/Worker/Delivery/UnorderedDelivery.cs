using System.Collections.Concurrent;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Receiving;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Memory;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>Takes an unordered message through one attempt.</summary>
/// <remarks>
/// <para>(1) Leave a command whose attempt is in hand here, or whose message is claimed elsewhere, canceled or finished. A command that comes for the first time and is
/// the only one of its kind needs no such look; what makes a second one harmless is the claim, and in the end the attempt number in the settlement.</para>
/// <para>(2) Wait for a place among this worker's deliveries. More commands are taken from the broker than have places, so that one whose answer is being written
/// down keeps no other from starting. Where places do not come free for a while the message goes back into the ledger, for any worker; its command here keeps standing in
/// line without it, or the broker would send the next one to wait.</para>
/// <para>(3) Put the message back into the ledger when its destination's host is full, or the memory for bodies: it waits there without holding a place in the broker.</para>
/// <para>(4) Make the attempt; then, without its places, write down how it ended.</para>
/// <para>(5) If it was cut off, put the message back for another worker. If even that fails the broker gives the command to another worker.</para>
/// </remarks>
internal sealed class UnorderedDelivery(
    IMessageLedger ledger,
    IMessages messages,
    AttemptRunner runner,
    CommandChecks checks,
    DeliveryAdmission admission,
    TimeProvider time)
{
    // Keyed by attempt, not by message: the command of the next attempt may arrive while this one still publishes its results, and a dropped command
    // would not be sent again.
    private readonly ConcurrentDictionary<(string MessageId, int Number), Command> _inHand = new();

    /// <summary>Whether an attempt is in hand: from before its message is claimed until its end is written down or the message is put back.</summary>
    public bool IsInHand(string messageId, int attempt) => _inHand.ContainsKey((messageId, attempt));

    /// <summary>Nothing is in hand.</summary>
    public bool IsIdle => _inHand.IsEmpty;

    /// <exception cref="PoisonCommandException">The command is not one for an unordered message.</exception>
    public async Task RunAsync(DeliverMessage message, bool redelivered, CancellationToken cancellationToken)
    {
        if (message is not { Spec.QueueName: null } || !CommandShape.IsWhole(message))
        {
            throw new PoisonCommandException("A command for an unordered message does not say which message it is, or not all of it.");
        }

        // (1)
        var command = new Command(message);
        if (!_inHand.TryAdd(command.Attempt, command))
        {
            return;
        }

        try
        {
            if (await IsOursAsync(message, redelivered, cancellationToken))
            {
                await DeliverAsync(command, cancellationToken);
            }
        }
        finally
        {
            Drop(command);
        }
    }

    private Task<bool> IsOursAsync(DeliverMessage message, bool redelivered, CancellationToken cancellationToken) =>
        checks.Of(message, redelivered) switch
        {
            CommandCheck.Claim => ledger.ClaimAsync(message.MessageId, message.Attempt, cancellationToken),
            CommandCheck.Look => ledger.IsOpenAsync(message.MessageId, message.Attempt, cancellationToken),
            _ => Task.FromResult(true),
        };

    private async Task DeliverAsync(Command command, CancellationToken cancellationToken)
    {
        try
        {
            if (await AttemptAsync(command, cancellationToken) is { } settlement)
            {
                await runner.FinishAsync(settlement, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // (5)
            await PutBackAsync(command, time.GetUtcNow(), CancellationToken.None);
        }
    }

    /// <summary>How it ended; <see langword="null"/> when the message was put back.</summary>
    private async Task<AttemptSettlement?> AttemptAsync(Command command, CancellationToken cancellationToken)
    {
        // (2)
        using var place = await admission.EnterAsync(() => PutBackAsync(command, time.GetUtcNow(), CancellationToken.None), cancellationToken);
        if (place is null)
        {
            return null;
        }

        // (3)
        var host = DestinationHosts.Of(command.Message.Spec.Url);
        using var slot = await admission.EnterHostAsync(host, cancellationToken);
        if (slot is null)
        {
            await PutBackAsync(command, time.GetUtcNow() + admission.DeferralFor(host), cancellationToken);
            return null;
        }

        // A place is worth more to small messages than to one that waits for memory for long.
        using var body = await EnterBodyAsync(command.Message, cancellationToken);
        if (body is null && command.Message.BodyInLedger)
        {
            await PutBackAsync(command, time.GetUtcNow() + DeliveryAdmission.DeferralForBody, cancellationToken);
            return null;
        }

        // (4)
        using var turn = await admission.EnterTurnAsync(cancellationToken);
        var message = CommandShape.MessageOf(command.Message, await BodyAsync(command.Message, cancellationToken));
        return await runner.MakeAsync(Attempt.Of(message), null, cancellationToken);
    }

    private async ValueTask<ByteShare?> EnterBodyAsync(DeliverMessage message, CancellationToken cancellationToken) => message.BodyInLedger
        ? await admission.EnterBodyAsync(await messages.BodyLengthAsync(message.MessageId, cancellationToken), cancellationToken)
        : null;

    private async Task PutBackAsync(Command command, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        // Out of hand first: the command that follows is for the same attempt, and it may come before this returns.
        Drop(command);
        await ledger.DeferAsync(command.Attempt.MessageId, command.Attempt.Number, dueAt, cancellationToken);
    }

    private void Drop(Command command) =>
        _inHand.TryRemove(KeyValuePair.Create(command.Attempt, command));

    private async ValueTask<ReadOnlyMemory<byte>> BodyAsync(DeliverMessage message, CancellationToken cancellationToken)
    {
        if (!message.BodyInLedger)
        {
            return message.Body;
        }

        var stored = await messages.FindAsync(message.MessageId, cancellationToken)
            ?? throw new PoisonCommandException($"The body of {message.MessageId} is not in the ledger.");
        return stored.Body;
    }

    // Compared by reference: a message that was put back may come again while its first command stands in line.
    private sealed class Command(DeliverMessage message)
    {
        public DeliverMessage Message => message;

        public (string MessageId, int Number) Attempt { get; } = (message.MessageId, message.Attempt);
    }
}
