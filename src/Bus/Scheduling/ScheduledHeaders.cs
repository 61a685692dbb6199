using System.Globalization;
using System.Text.Json;
using BusQStash.Store.Messages;
using MassTransit;

namespace BusQStash.Bus.Scheduling;

/// <summary>The parts of a send context stored with the serialized message: its ids and its headers.</summary>
internal static class ScheduledHeaders
{
    private const string MessageId = "#message-id";
    private const string CorrelationId = "#correlation-id";
    private const string ConversationId = "#conversation-id";

    public static string Write(SendContext context)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(kept, MessageId, context.MessageId);
        Add(kept, CorrelationId, context.CorrelationId);
        Add(kept, ConversationId, context.ConversationId);
        foreach (var (name, value) in context.Headers.GetAll())
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { } text)
            {
                kept[name] = text;
            }
        }

        return JsonSerializer.Serialize(kept, LedgerJson.Default.DictionaryStringString);
    }

    public static void Apply(string? json, SendContext context)
    {
        var kept = json is null ? [] : JsonSerializer.Deserialize(json, LedgerJson.Default.DictionaryStringString) ?? [];
        foreach (var (name, value) in kept)
        {
            switch (name)
            {
                case MessageId:
                    context.MessageId = Guid.Parse(value);
                    break;
                case CorrelationId:
                    context.CorrelationId = Guid.Parse(value);
                    break;
                case ConversationId:
                    context.ConversationId = Guid.Parse(value);
                    break;
                default:
                    context.Headers.Set(name, value);
                    break;
            }
        }
    }

    private static void Add(Dictionary<string, string> kept, string name, Guid? id)
    {
        if (id is { } value)
        {
            kept[name] = value.ToString("n");
        }
    }
}
