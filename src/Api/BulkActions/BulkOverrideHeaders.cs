using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.BulkActions;

/// <summary>Converts a retry's overrides to the publish headers they stand for, so that they are validated like those.</summary>
internal static class BulkOverrideHeaders
{
    internal static IReadOnlyDictionary<string, string> Of(BulkOverrides? overrides)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (overrides is null)
        {
            return headers;
        }

        Add(PublishHeader.Prefix + PublishHeader.Retries, overrides.Retries?.ToString(CultureInfo.InvariantCulture));
        Add(PublishHeader.Prefix + PublishHeader.Delay, overrides.Delay);
        Add(PublishHeader.Prefix + PublishHeader.FlowControlKey, overrides.FlowControlKey);
        List<string> limits = [];
        AddLimit("rate", overrides.FlowControlRate?.ToString(CultureInfo.InvariantCulture));
        AddLimit("period", overrides.FlowControlPeriod);
        AddLimit("parallelism", overrides.FlowControlParallelism?.ToString(CultureInfo.InvariantCulture));
        Add(PublishHeader.Prefix + PublishHeader.FlowControlValue, limits.Count == 0 ? null : string.Join(", ", limits));
        return headers;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers[name] = value;
            }
        }

        void AddLimit(string name, string? value)
        {
            if (value is not null)
            {
                limits.Add($"{name}={value}");
            }
        }
    }

    /// <summary>The layers that a retry reads.</summary>
    internal static IReadOnlyList<IReadOnlyList<HeaderLine>> Layers(IReadOnlyDictionary<string, string>? headers) =>
        [[.. (headers ?? new Dictionary<string, string>()).Select(header => new HeaderLine(header.Key, ByteText.FromText(header.Value)))]];
}
