using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>A dead letter as the API shows it: the message and its last response (wire contract 14.1).</summary>
internal sealed record DlqEntry : MessageResource
{
    private DlqEntry(DeadLetter letter)
        : base(letter.Message)
    {
        var body = letter.Response is { } response ? BodyText.Of(response.Body) : default;
        DlqId = letter.DlqId;
        ResponseStatus = letter.Response?.Status ?? 0;
        ResponseHeader = HeaderMap.Of(letter.Response?.Headers ?? []);
        ResponseBody = body.Text;
        ResponseBodyBase64 = body.Base64;
    }

    public string DlqId { get; }

    /// <summary>0 without a response; the Python SDK needs a number.</summary>
    public int ResponseStatus { get; }

    public IReadOnlyDictionary<string, List<string>>? ResponseHeader { get; }

    public ShownBody? ResponseBody { get; }

    public ShownBody? ResponseBodyBase64 { get; }

    internal static DlqEntry Of(DeadLetter letter) => new(letter);
}
