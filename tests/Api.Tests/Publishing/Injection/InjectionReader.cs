using System.Globalization;
using System.Text;
using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Tests.Publishing.Injection;

/// <summary>Takes a case through the parser, the way it comes.</summary>
internal sealed class InjectionReader
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    /// <summary>Callbacks to be configured, and the headers of the request itself to be forwarded.</summary>
    private static readonly HeaderLine[] Frame =
    [
        new(PublishHeader.Callback, "https://example.com/callback"), new(PublishHeader.FailureCallback, "https://example.com/failure"),
        new(PublishHeader.CallbackFailureCallback, "https://example.com/last"), new(PublishHeader.HeaderForward, "true"),
    ];

    private readonly MessageSpecReader _specs =
        new(new DestinationRules(Options.Create(new DestinationOptions())), Options.Create(new PublishingOptions()));

    /// <summary>The message a case makes; <see langword="null"/> when it is refused.</summary>
    public MessageSpec? Read(InjectionCase one)
    {
        if (Request(one) is not { } request)
        {
            return null;
        }

        var refusals = new Refusals();
        var headers = new HeaderLayers(Frame, request.Query, request.Headers);
        var spec = _specs.Read(headers, request.Headers, Now, refusals);
        return refusals.First is null ? spec : null;
    }

    private static PublishRequest? Request(InjectionCase one) => one.Way switch
    {
        InjectionWay.Header => new PublishRequest { Destination = "https://example.com/", Headers = [new(one.Name, ByteText.FromText(one.Value))] },
        InjectionWay.Query => FromQuery(one),
        _ => FromBatch(one),
    };

    private static PublishRequest FromQuery(InjectionCase one)
    {
        var target = RawTarget.Parse($"/v2/publish/https://example.com/?{Escape(one.Name)}={Escape(one.Value)}")!;
        return new PublishRequest { Destination = target.Destination, Query = target.Configuration };
    }

    private static PublishRequest? FromBatch(InjectionCase one)
    {
        var json = $$$"""[{"destination":"https://example.com/","headers":{{{{JsonSerializer.Serialize(one.Name)}}}:{{{JsonSerializer.Serialize(one.Value)}}}}}]""";
        var (items, _) = BatchReader.Read(Encoding.UTF8.GetBytes(json));
        return items is null ? null : BatchReader.ToRequest(items[0], null);
    }

    /// <summary>Bytes stay bytes; other characters become UTF-8.</summary>
    private static string Escape(string text) =>
        string.Concat((text.All(c => c <= 0xff) ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text).Select(octet => octet.ToString("X2", CultureInfo.InvariantCulture)).Select(hex => $"%{hex}"));
}
