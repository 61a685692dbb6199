using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Broker.Tests.Signing;

public sealed class When_the_signing_keys_are_rotated(TestBed bed)
{
    private static readonly Dictionary<string, string> Telling = new() { ["Logging__LogLevel__BusQStash"] = "Debug" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_hear_of_it_and_sign_with_the_new_key()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 2, Settings = Telling });
        var hook = system.Destination.AddHook();
        await system.Calls.PublishAsync(hook.Url, "before");
        await hook.WaitForAsync(1);

        // A worker is ready before all of its endpoints are; it hears of what comes after that.
        var current = "";
        await Eventually.TrueAsync(
            async () =>
            {
                current = await RotateAsync(system);
                return system.Workers.All(worker => worker.Output.Lines.Any(line => line.Contains("The signing keys were rotated", StringComparison.Ordinal)));
            },
            "both workers to hear of a rotation");
        await system.Calls.PublishAsync(hook.Url, "after");

        var requests = await hook.WaitForAsync(2);
        Assert.False(IsSignedWith(current, requests[0].Header("Upstash-Signature")!));
        Assert.True(IsSignedWith(current, requests[1].Header("Upstash-Signature")!));
    }

    private static async Task<string> RotateAsync(Deployment system)
    {
        using var answer = await system.Api.Http.PostAsync("v2/keys/rotate", null, Token);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("current").GetString()!;
    }

    private static bool IsSignedWith(string key, string token)
    {
        var signed = token[..token.LastIndexOf('.')];
        return Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed))) == token[(signed.Length + 1)..];
    }
}
