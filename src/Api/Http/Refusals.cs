namespace BusQStash.Api.Http;

/// <summary>Collects the errors of a request while its parts are read. Readers continue after an error; the first one is the answer.</summary>
internal sealed class Refusals
{
    internal Refusal? First { get; private set; }

    /// <summary>The request is malformed: 400.</summary>
    internal void Malformed(string text) => First ??= new Refusal(StatusCodes.Status400BadRequest, text);

    /// <summary>The request exceeds a limit of this server, like a plan's quota on the hosted service: 412.</summary>
    internal void OverLimit(string text) => First ??= new Refusal(StatusCodes.Status412PreconditionFailed, text);

    /// <summary>The request exceeds the rights of its token: 403.</summary>
    internal void Forbidden(string text) => First ??= new Refusal(StatusCodes.Status403Forbidden, text);
}
