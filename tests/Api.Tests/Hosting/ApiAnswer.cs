using System.Text.Json.Nodes;
using Xunit;

namespace BusQStash.Api.Tests.Hosting;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(int Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Error => Json["error"]!.GetValue<string>();

    public string MessageId => Json["messageId"]!.GetValue<string>();

    public ApiAnswer Expect(int status)
    {
        Assert.True(Status == status, $"{Status} {Text}");
        return this;
    }

    /// <summary>Asserts a refusal and that its text names something.</summary>
    public void ExpectError(int status, string names)
    {
        Expect(status);
        Assert.Contains(names, Error, StringComparison.OrdinalIgnoreCase);
    }
}
