using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Client.Receiving;
using BusQStash.Worker.Signing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Client.Tests.Receiving;

public sealed class SignatureVerifierTests
{
    private const string Current = "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r";
    private const string Next = "sig_5ZB6DVzB1wjE8S6rZ7eenA8Pdnhs";
    private const string Url = "https://example.com/hook?a=b";

    private static readonly byte[] Body = "{\"hello\":\"wörld\"}"u8.ToArray();

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    private SignatureVerifier Verifier => new(Current, Next, _time);

    [Theory]
    [InlineData(Current)]
    [InlineData(Next)]
    public void Takes_what_the_server_signs_with_either_key(string key)
    {
        var result = Verifier.Verify(Signed(key), Body, Url);

        Assert.True(result.IsValid, result.Error);
        Assert.Equal(new SignatureClaims(Url, "jwt_1", _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(5)), result.Claims);
    }

    [Fact]
    public void Takes_an_empty_body() =>
        Assert.True(Verifier.Verify(RequestSigner.Sign(Key(Current), Url, SHA256.HashData([]), _time.GetUtcNow(), "jwt_1"), []).IsValid);

    [Fact]
    public void Leaves_the_url_alone_when_none_is_given() => Assert.True(Verifier.Verify(Signed(Current), Body).IsValid);

    [Fact]
    public void A_signature_made_with_another_key_is_refused_as_such() => Fails(SignatureFailure.Signature, Verifier.Verify(Signed("sig_another"), Body));

    [Fact]
    public void A_signature_of_another_body_is_refused_as_such() => Fails(SignatureFailure.Body, Verifier.Verify(Signed(Current), "{}"u8));

    [Fact]
    public void A_signature_for_another_url_is_refused_as_such() => Fails(SignatureFailure.Subject, Verifier.Verify(Signed(Current), Body, "https://example.com/hook"));

    [Fact]
    public void Is_valid_to_the_last_second_and_not_longer()
    {
        var signature = Signed(Current);
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.True(Verifier.Verify(signature, Body).IsValid);

        _time.Advance(TimeSpan.FromSeconds(1));
        Fails(SignatureFailure.Expired, Verifier.Verify(signature, Body));
        Assert.True(new SignatureVerifier(Current, Next, _time) { Tolerance = TimeSpan.FromSeconds(1) }.Verify(signature, Body).IsValid);
    }

    [Fact]
    public void A_signature_of_another_issuer_is_refused_as_such() => Fails(SignatureFailure.Issuer, Verifier.Verify(Token("""{"iss":"Someone","sub":"u","exp":1800000000,"body":"x"}"""), Body));

    [Fact]
    public void Names_a_token_from_the_future()
    {
        var token = Token("""{"iss":"Upstash","sub":"u","exp":1800000000,"nbf":1700000010,"body":"x"}""");

        Fails(SignatureFailure.NotYetValid, Verifier.Verify(token, Body));
        Fails(SignatureFailure.Body, new SignatureVerifier(Current, Next, _time) { Tolerance = TimeSpan.FromSeconds(10) }.Verify(token, Body));
    }

    [Fact]
    public void Takes_a_body_hash_with_and_without_padding()
    {
        foreach (var padding in new[] { "", "=" })
        {
            var claims = $$"""{"iss":"Upstash","sub":"u","exp":1800000000,"nbf":0,"body":"{{Base64Url.EncodeToString(SHA256.HashData(Body))}}{{padding}}"}""";
            Assert.True(Verifier.Verify(Token(claims), Body).IsValid);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Names_a_signature_that_is_not_there(string? signature) => Fails(SignatureFailure.Missing, Verifier.Verify(signature, Body));

    [Theory]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("ä.ö.ü")]
    [InlineData("e30.e30.e30")]
    [InlineData("W10.W10.W10")]
    public void A_text_that_is_no_token_is_refused_as_such(string signature) => Fails(SignatureFailure.Malformed, Verifier.Verify(signature, Body));

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":1}""")]
    public void Takes_no_other_algorithm(string head) =>
        Fails(SignatureFailure.Malformed, Verifier.Verify(Token("""{"iss":"Upstash","sub":"u","exp":1800000000,"body":"x"}""", head), Body));

    [Theory]
    [InlineData("""{"sub":"u","exp":1800000000,"body":"x"}""")]
    [InlineData("""{"iss":"Upstash","exp":1800000000,"body":"x"}""")]
    [InlineData("""{"iss":"Upstash","sub":"u","body":"x"}""")]
    [InlineData("""{"iss":"Upstash","sub":"u","exp":"soon","body":"x"}""")]
    [InlineData("""{"iss":"Upstash","sub":"u","exp":1e300,"body":"x"}""")]
    [InlineData("""{"iss":"Upstash","sub":"u","exp":1800000000}""")]
    public void Asks_for_every_claim(string claims) => Fails(SignatureFailure.Malformed, Verifier.Verify(Token(claims), Body));

    [Theory]
    [InlineData('*')]
    [InlineData(' ')]
    [InlineData('=')]
    [InlineData('\u00e9')]
    public void Names_a_body_hash_that_is_none(char wrong)
    {
        var hash = wrong + Base64Url.EncodeToString(SHA256.HashData(Body))[1..];

        Fails(SignatureFailure.Body, Verifier.Verify(Token($$"""{"iss":"Upstash","sub":"u","exp":1800000000,"body":"{{hash}}"}"""), Body));
    }

    [Fact]
    public void Every_changed_character_is_noticed()
    {
        var signature = Signed(Current);
        for (var i = 0; i < signature.Length - 1; i++)
        {
            var changed = signature[..i] + (signature[i] == 'A' ? 'B' : 'A') + signature[(i + 1)..];
            Assert.False(Verifier.Verify(changed, Body).IsValid, $"character {i}");
        }
    }

    [Fact]
    public void One_key_is_enough() => Assert.True(new SignatureVerifier(Current, time: _time).Verify(Signed(Current), Body).IsValid);

    private static void Fails(SignatureFailure failure, SignatureResult result)
    {
        Assert.Equal(failure, result.Failure);
        Assert.False(result.IsValid);
        Assert.NotEmpty(result.Error);
    }

    private static byte[] Key(string key) => Encoding.UTF8.GetBytes(key);

    private static string Token(string claims, string head = """{"alg":"HS256","typ":"JWT"}""")
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key(Current), Encoding.ASCII.GetBytes(signed)))}";
    }

    private string Signed(string key) => RequestSigner.Sign(Key(key), Url, SHA256.HashData(Body), _time.GetUtcNow(), "jwt_1");
}
