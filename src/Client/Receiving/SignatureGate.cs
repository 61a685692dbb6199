using BusQStash.Client.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Client.Receiving;

/// <summary>Middleware that admits only signed requests to an endpoint.</summary>
internal static class SignatureGate
{
    internal static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var receiver = context.RequestServices.GetService<QStashReceiver>()
            ?? throw new InvalidOperationException("RequireQStashSignature() needs services.AddQStashReceiver().");
        if (await ReadAsync(context, receiver.Options.MaxBodyBytes) is not { } body)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"the body is longer than {receiver.Options.MaxBodyBytes} bytes");
            return;
        }

        SignatureResult result;
        try
        {
            result = await receiver.VerifyAsync(context.Request.Headers["Upstash-Signature"], body, Url(context, receiver.Options), context.RequestAborted);
        }
        catch (BusQStashException)
        {
            // Not the caller's fault, so it should retry.
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "the signing keys could not be fetched");
            return;
        }

        if (!result.IsValid)
        {
            await RefuseAsync(context, Status(result.Failure), result.Error);
            return;
        }

        using var replay = new MemoryStream(body, writable: false);
        context.Request.Body = replay;
        await next(context);
    }

    private static int Status(SignatureFailure failure) => failure switch
    {
        SignatureFailure.Missing => StatusCodes.Status401Unauthorized,
        SignatureFailure.Malformed => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status403Forbidden,
    };

    private static async Task<byte[]?> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + read > limit)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>The URL as published: the request target as received, after the public name.</summary>
    private static string? Url(HttpContext context, ReceiverOptions options) =>
        options.PublicUrl is { } known ? known.TrimEnd('/') + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget : null;

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new ErrorBody(error), ClientJson.Default.ErrorBody, contentType: null, context.RequestAborted);
    }
}
