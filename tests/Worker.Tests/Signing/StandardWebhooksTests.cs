using System.Security.Cryptography;
using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Signing;
using BusQStash.Worker.Signing;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Worker.Tests.Signing;

public sealed class StandardWebhooksTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void The_symmetric_signature_is_the_one_dotnet_makes_with_the_secret_that_is_shown()
    {
        var key = new WebhookKey("sig_key"u8.ToArray());
        var signature = Assert.Single(key.Sign(WebhookKey.Content("msg_1", Now, "{}"u8), WebhookSchemes.Symmetric));

        Assert.StartsWith("whsec_", key.Secret, StringComparison.Ordinal);
        var own = HMACSHA256.HashData(Convert.FromBase64String(key.Secret["whsec_".Length..]), "msg_1.1700000000.{}"u8);
        Assert.Equal($"v1,{Convert.ToBase64String(own)}", signature);
    }

    [Fact]
    public void Keys_follow_from_the_signing_key_alone_and_tell_nothing_of_it()
    {
        var (one, same, other) = (new WebhookKey("sig_a"u8.ToArray()), new WebhookKey("sig_a"u8.ToArray()), new WebhookKey("sig_b"u8.ToArray()));
        Assert.Equal((one.Secret, one.PublicKey), (same.Secret, same.PublicKey));
        Assert.NotEqual(one.Secret, other.Secret);
        Assert.NotEqual(one.PublicKey, other.PublicKey);
        Assert.Equal(32, Convert.FromBase64String(one.PublicKey["whpk_".Length..]).Length);
        Assert.DoesNotContain("sig_a", Encoding.UTF8.GetString(Convert.FromBase64String(one.Secret["whsec_".Length..])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "Symmetric")]
    [InlineData("orders", null, "Asymmetric")]
    [InlineData("others", null, "Symmetric")]
    [InlineData("orders", "none", "None")]
    [InlineData(null, "v1,v1a", "Symmetric, Asymmetric")]
    public void A_message_goes_before_its_queue_and_that_before_the_server(string? queue, string? own, string expected) =>
        Assert.Equal(expected, Signer().SchemesOf(new MessageSpec
        {
            QueueName = queue,
            Options = own is null ? [] : [new HeaderLine("standard-webhooks", own)],
        }).ToString());

    [Theory]
    [InlineData("v1", true)]
    [InlineData("v1a , v1", true)]
    [InlineData("none", true)]
    [InlineData("", false)]
    [InlineData("v1,none", false)]
    [InlineData("V1", false)]
    [InlineData("v2", false)]
    public void Settings_name_schemes_there_are(string text, bool valid)
    {
        var options = new StandardWebhooksOptions { Schemes = text };
        Assert.Equal(valid, new StandardWebhooksOptionsValidator().Validate(null, options).Succeeded);
    }

    private static StandardWebhooks Signer()
    {
        var options = new StandardWebhooksOptions { Schemes = "v1" };
        options.Queues["orders"] = new QueueWebhooksOptions { Schemes = "v1a" };
        return new StandardWebhooks(Options.Create(options));
    }
}
