using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_something_is_copied(Chromium chromium, EmbeddedServer embedded)
{
    private const string Body = "{\"a\":\"it's $HOME\",\n\"b\":\"`x` \\\"ü\\\"\"}";

    [Fact]
    public async Task The_command_of_a_message_does_what_its_delivery_did()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var id = await SendAsync(server, $"{hook.Url}/orders?x=1&y='2'");
        await hook.WaitForAsync(1);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"messages/{id}");
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await ChooseAsync(visit, "curl to the destination");
        await Tool.RunAsync(new ProcessCommand(["bash", "-euc", await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()")]));

        var requests = await hook.WaitForAsync(2);
        Assert.Equal(Facts(requests[0]), Facts(requests[1]));
    }

    [Fact]
    public async Task The_command_of_a_list_asks_what_the_page_asked()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var id = await SendAsync(server, destination.AddHook().Url);
        await server.LoggedAsync($"messageId={id}&state=DELIVERED", 1);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"logs?messageId={id}&state=DELIVERED");
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Button("curl").ClickAsync();
        var command = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var answer = await Tool.RunAsync(new ProcessCommand(["bash", "-euc", command])
        {
            Environment = new Dictionary<string, string?> { ["QSTASH_URL"] = server.Url, ["QSTASH_TOKEN"] = EmbeddedServer.ReadOnlyToken },
        });
        Assert.Contains($"\"messageId\":\"{id}\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_clipboard_it_is_copied_by_selection()
    {
        var server = await embedded.ProcessAsync();
        var id = await SendAsync(server, "http://127.0.0.1:1/later", "3h");
        await using var visit = await Visit.OpenAsync(chromium, server.Url);

        // As over plain http from another machine.
        await visit.Page.AddInitScriptAsync("Object.defineProperty(window, 'isSecureContext', { value: false }); Object.defineProperty(navigator, 'clipboard', { value: undefined });");
        await visit.Page.ReloadAsync();
        await visit.Button("Use the development token").ClickAsync();
        await visit.GoAsync($"messages/{id}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy id" }).First.ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Copied: id.")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Search").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+V");
        await Assertions.Expect(visit.Page.GetByLabel("Search")).ToHaveValueAsync(id);
    }

    private static (string Method, string Target, string Body, string? Type, string? Kind) Facts(ReceivedRequest request) =>
        (request.Method, request.RawTarget, request.Text, request.Header("Content-Type"), request.Header("X-Kind"));

    private static async Task ChooseAsync(Visit visit, string item)
    {
        await visit.Button("Copy").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText($"Copied: {item}.")).ToBeVisibleAsync();
    }

    private static async Task<string> SendAsync(BusQStashProcess server, string destination, string? delay = null)
    {
        var headers = new Dictionary<string, string> { ["Upstash-Method"] = "PUT", ["Upstash-Forward-X-Kind"] = "it's $HOME", ["Content-Type"] = "application/json" };
        if (delay is not null)
        {
            headers["Upstash-Delay"] = delay;
        }

        return (await server.SendAsync(new { destination, body = Body, headers }))[0];
    }
}
