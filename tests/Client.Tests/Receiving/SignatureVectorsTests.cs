using System.Text;
using BusQStash.Client.Receiving;
using BusQStash.Testing;
using BusQStash.Testing.Signing;
using BusQStash.Worker.Signing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Client.Tests.Receiving;

/// <summary>The vectors the official receiver is held to, judged by the client's own verifier.</summary>
public sealed class SignatureVectorsTests
{
    private static readonly int Count = CorpusSize.Of(10_000);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Fact]
    public void Takes_every_genuine_request() =>
        Assert.Equal((Count, 0, ""), Judge(SignatureVectors.Genuine(Count, _time.GetUtcNow(), Sign)));

    [Fact]
    public void Refuses_every_tampered_request() =>
        Assert.Equal((0, Count, ""), Judge(SignatureVectors.Tampered(Count, _time.GetUtcNow(), Sign)));

    private static string Sign(string key, string url, byte[] bodyHash, DateTimeOffset now, string tokenId) =>
        RequestSigner.Sign(Encoding.UTF8.GetBytes(key), url, bodyHash, now, tokenId);

    private (int Taken, int Refused, string FirstWrong) Judge(IEnumerable<SignatureVector> vectors)
    {
        var (taken, refused, firstWrong) = (0, 0, "");
        foreach (var vector in vectors)
        {
            var result = new SignatureVerifier(vector.CurrentKey, vector.NextKey, _time).Verify(vector.Token, Encoding.UTF8.GetBytes(vector.Body), vector.Url);
            _ = result.IsValid ? taken++ : refused++;
            if (result.IsValid != vector.IsGenuine && firstWrong.Length == 0)
            {
                firstWrong = $"{vector}: {result.Error}";
            }
        }

        return (taken, refused, firstWrong);
    }
}
