using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Client.Receiving;
using BusQStash.Testing.Fuzzing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Client.Tests.Fuzzing;

/// <summary>Anyone may send a receiver a signature: nothing in it may throw, take long or take much memory.</summary>
public sealed class SignatureFuzzTests
{
    private const string Key = "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r";

    private readonly SignatureVerifier _verifier = new(Key, time: new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));

    [Fact]
    public void No_made_up_signature_is_valid() => Inputs.Texts(
        "e30", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", ".", "..", "=", "-", "_", "+", "/", "é", "\0", " ", "\r\n", "W10", "AAAA", "bnVsbA", "eyJhbGciOiJIUzI1NiJ9.e30.").Check(text =>
            Assert.False(_verifier.Verify(text, [], null).IsValid));

    [Fact]
    public void Claims_that_are_rightly_signed() => Inputs.Mutations(
        """{"iss":"Upstash","sub":"https://example.com","exp":1700000300,"nbf":1699999999,"iat":1700000000,"jti":"jwt_1","body":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"}"""u8.ToArray(),
        """{"iss":"Upstash","sub":"\ud800","exp":1e308,"nbf":-1,"iat":1.5,"jti":null,"body":"="}"""u8.ToArray(),
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["u8.ToArray()).Check(claims => claims.Length, claims => _ = _verifier.Verify(Signed(claims), [], "https://example.com"));

    private static string Signed(byte[] claims)
    {
        var text = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.ASCII.GetBytes(text)))}";
    }
}
