using System.Buffers;
using System.Text.Json;

namespace BusQStash.Store.Outbox;

/// <summary>
/// Events of one transaction in a single outbox row, which is removed when the last of them is published; one row for each event would cost an insert and a delete for every
/// message. If the process dies before that, all of them are published again.
/// </summary>
public sealed class OutboxGroup
{
    /// <summary>Kind of such a row. Its payload is a JSON array of <c>{"id", "kind", "event"}</c>.</summary>
    internal const string Kind = "Group";

    private int _left;

    private OutboxGroup(string id, int events) => (Id, _left) = (id, events);

    /// <summary>Id of the row.</summary>
    internal string Id { get; }

    /// <summary>Packs entries into as few rows as possible and returns the rows to write. A single entry is its own row.</summary>
    internal static OutboxEntry[] Pack(IEnumerable<OutboxEntry> written)
    {
        OutboxEntry[] entries = [.. written.DistinctBy(entry => entry.Id)];
        if (entries.Length < 2)
        {
            return entries;
        }

        // Derived from the cause like all ids, and distinct from the id of the entry alone.
        var group = new OutboxGroup($"{entries[0].Id}+{entries.Length - 1}", entries.Length);
        Array.ForEach(entries, entry => entry.Group = group);
        return [new OutboxEntry(group.Id, Kind, Write(entries))];
    }

    /// <summary>The entries of a row that was read.</summary>
    internal static IEnumerable<OutboxEntry> Unpack(OutboxEntry row)
    {
        if (row.Kind != Kind)
        {
            return [row];
        }

        using var document = JsonDocument.Parse(row.Payload);
        var group = new OutboxGroup(row.Id, document.RootElement.GetArrayLength());
        return
        [
            .. document.RootElement.EnumerateArray().Select(item => new OutboxEntry(
                item.GetProperty("id").GetString()!,
                item.GetProperty("kind").GetString()!,
                JsonSerializer.SerializeToUtf8Bytes(item.GetProperty("event"), OutcomeJson.Default.JsonElement))
            {
                Group = group,
            }),
        ];
    }

    /// <summary>Ids of the rows that can be removed now that these entries are published.</summary>
    internal static string[] Finished(IEnumerable<OutboxEntry> published) =>
        [.. published.Where(entry => entry.Group is not { } group || Interlocked.Decrement(ref group._left) == 0).Select(entry => entry.Group?.Id ?? entry.Id)];

    private static ReadOnlyMemory<byte> Write(OutboxEntry[] entries)
    {
        var payload = new ArrayBufferWriter<byte>(entries.Sum(entry => entry.Payload.Length + 128));
        using var json = new Utf8JsonWriter(payload);
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Id);
            json.WriteString("kind", entry.Kind);
            json.WritePropertyName("event");
            json.WriteRawValue(entry.Payload.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return payload.WrittenMemory;
    }
}
