namespace BusQStash.Api.Http;

/// <summary>What was found wrong with a request while its parts were read. Readers go on; the first finding is the answer.</summary>
internal sealed class Refusals
{
    internal Refusal? First { get; private set; }

    /// <summary>The request says something that makes no sense: 400.</summary>
    internal void Malformed(string text) => First ??= new Refusal(StatusCodes.Status400BadRequest, text);

    /// <summary>The request asks for more than this server gives, as a plan's quota on the hosted service: 412.</summary>
    internal void OverLimit(string text) => First ??= new Refusal(StatusCodes.Status412PreconditionFailed, text);

    /// <summary>The request asks for what its token does not allow: 403.</summary>
    internal void Forbidden(string text) => First ??= new Refusal(StatusCodes.Status403Forbidden, text);
}
