using System.Text;
using System.Text.Json;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Signing;
using BusQStash.Worker.Signing;
using Xunit;

namespace BusQStash.Compatibility.Tests.Signing;

/// <summary>Signs as the worker does and has receivers judge.</summary>
public sealed class SignatureVectorsTests(OfficialSdk sdk)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [Fact]
    public async Task The_official_receiver_takes_every_genuine_request_and_refuses_every_tampered_one()
    {
        var count = CorpusSize.Of(10_000);
        using var folder = TemporaryFolder.Create();
        var file = Path.Combine(folder.FullPath, "vectors.jsonl");
        var now = TimeProvider.System.GetUtcNow();
        await File.WriteAllLinesAsync(
            file,
            SignatureVectors.Genuine(count, now, Sign).Concat(SignatureVectors.Tampered(count, now, Sign)).Select(vector => JsonSerializer.Serialize(vector, Json)),
            TestContext.Current.CancellationToken);

        var result = await sdk.RunScriptAsync("vectors.mjs", file);

        Assert.Equal($"{count} taken, {count} refused, 0 wrong", result.Trim());
    }

    private static string Sign(string key, string url, byte[] bodyHash, DateTimeOffset now, string tokenId) =>
        RequestSigner.Sign(Encoding.UTF8.GetBytes(key), url, bodyHash, now, tokenId);
}
