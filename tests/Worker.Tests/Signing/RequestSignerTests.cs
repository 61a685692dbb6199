using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusQStash.Worker.Signing;
using Xunit;

namespace BusQStash.Worker.Tests.Signing;

public sealed class RequestSignerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_999);

    [Fact]
    public void Makes_the_token_of_the_contract()
    {
        var token = RequestSigner.Sign("sig_key"u8, "https://x.example/a?b=c&d=%26", SHA256.HashData("body"u8), Now, "jwt_1");

        var parts = token.Split('.');
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", Text(parts[0]));
        Assert.Equal(
            """{"iss":"Upstash","sub":"https://x.example/a?b=c&d=%26","exp":1700000300,"nbf":0,"iat":1700000000,"jti":"jwt_1","body":"""
                + $"\"{Url(SHA256.HashData("body"u8))}\"}}",
            Text(parts[1]));
        Assert.Equal(
            Url(HMACSHA256.HashData("sig_key"u8, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"))).TrimEnd('='), parts[2]);
    }

    [Theory]
    [InlineData("https://x.example/\"quoted\"\\")]
    [InlineData("https://x.example/é日本")]
    [InlineData("https://x.example/\u0001")]
    public void The_signature_carries_any_url_unchanged(string url)
    {
        var token = RequestSigner.Sign("sig_key"u8, url, SHA256.HashData([]), Now, "jwt_1");

        Assert.Equal(url, JsonDocument.Parse(Text(token.Split('.')[1])).RootElement.GetProperty("sub").GetString());
    }

    [Fact]
    public void The_signature_carries_a_long_url_unchanged()
    {
        var url = "https://x.example/" + new string('a', 20_000);

        var token = RequestSigner.Sign("sig_key"u8, url, SHA256.HashData([]), Now, "jwt_1");

        Assert.Equal(url, JsonDocument.Parse(Text(token.Split('.')[1])).RootElement.GetProperty("sub").GetString());
    }

    private static string Text(string part) => Encoding.UTF8.GetString(
        Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=')));

    private static string Url(byte[] octets) => Convert.ToBase64String(octets).Replace('+', '-').Replace('/', '_');
}
