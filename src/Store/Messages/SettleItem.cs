using System.Text.Json;
using BusQStash.Store.Events;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Messages;

/// <summary>A settlement prepared for writing: the caller does the slow work (serialization), so that the single writer does not.</summary>
/// <param name="Settlement">The settlement.</param>
/// <param name="ResponseHeaders">Its serialized response headers; those of a successful delivery are not stored.</param>
/// <param name="Callbacks">Its callbacks, prepared for writing.</param>
internal sealed record SettleItem(AttemptSettlement Settlement, byte[]? ResponseHeaders, IReadOnlyList<AcceptItem> Callbacks)
{
    public static SettleItem From(AttemptSettlement settlement) => new(
        settlement with { Error = StoredText.Of(settlement.Error) },
        settlement is { NextState: not MessageState.Delivered, Response: { } response }
            ? JsonSerializer.SerializeToUtf8Bytes(response.Headers, LedgerJson.Default.IReadOnlyListHeaderLine)
            : null,
        [.. settlement.Callbacks.Select(callback => AcceptItem.From(callback, settlement is { Lane: not null, AwaitsCallbacks: true } ? settlement.MessageId : null))]);

    public bool IsRetry => Settlement.NextState == MessageState.Retrying;

    public long FinishedAt => Settlement.FinishedAt.ToUnixTimeMilliseconds();

    public long? NextAttemptAt => Settlement.NextAttemptAt?.ToUnixTimeMilliseconds();

    /// <summary>The history entries of the attempt.</summary>
    public IEnumerable<EventRow> Events()
    {
        var id = Settlement.MessageId;
        if (Settlement.NextState == MessageState.Canceled)
        {
            // Its workflow run had ended, so no request was sent.
            yield return new EventRow(id, FinishedAt, EventState.Canceled);
            yield break;
        }

        var status = Settlement.Response?.Status;
        yield return new EventRow(id, Settlement.StartedAt.ToUnixTimeMilliseconds(), EventState.Active);
        if (Settlement.NextState == MessageState.Delivered)
        {
            yield return new EventRow(id, FinishedAt, EventState.Delivered) { ResponseStatus = status };
            yield break;
        }

        yield return new EventRow(id, FinishedAt, EventState.Error)
        {
            Error = Settlement.Error,
            ResponseStatus = status,
            ResponseHeaders = ResponseHeaders,
            ResponseBody = Settlement.Response?.Body,
        };
        yield return IsRetry
            ? new EventRow(id, FinishedAt, EventState.Retry) { NextDeliveryAt = NextAttemptAt }
            : new EventRow(id, FinishedAt, EventState.Failed) { ResponseStatus = status, Error = Settlement.Error };
    }
}
