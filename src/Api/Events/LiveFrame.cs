using System.Globalization;
using System.Text;
using System.Text.Json;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>An entry of the live feed as it goes over the wire. It is written once, for all viewers together.</summary>
internal sealed class LiveFrame(TailEntry entry)
{
    private byte[]? _bytes;

    internal TailEntry Entry => entry;

    /// <summary>The event in UTF-8. Two viewers that ask for it at the same time may both write it, with the same result.</summary>
    internal byte[] Bytes => _bytes ??= Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"id: {entry.Time}-{entry.Id}\nevent: entry\ndata: {JsonSerializer.Serialize(LiveEntry.Of(entry), EventsJson.Default.LiveEntry)}\n\n"));
}
