using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Packages.Tests.Feed;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Packages.Tests.Hosts;

/// <summary>Programs outside the repository, on a real broker and database.</summary>
public sealed class When_hosts_are_made_from_the_packages(Installation installation, PackedPackages packages) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_message_goes_from_the_client_through_the_worker_to_the_receiver()
    {
        using var http = new HttpClient { BaseAddress = new Uri(installation.WebUrl) };

        using var sent = await http.PostAsync("send", content: null, TestContext.Current.CancellationToken);

        var id = await sent.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("msg_", id, StringComparison.Ordinal);
        await Installation.SaysAsync(installation.Web, $"order 7 came with {id}");
        await Installation.SaysAsync(installation.Subscriber, $"{id} was delivered at attempt 1");
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused_by_the_receiver()
    {
        using var http = new HttpClient { BaseAddress = new Uri(installation.WebUrl) };

        using var answer = await http.PostAsync("orders", JsonContent.Create(new { id = 1 }), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_subscriber_is_told_of_a_message_that_failed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/publish/{installation.WebUrl}/nowhere");
        request.Headers.Add("Upstash-Retries", "0");

        using var answer = await installation.Api.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var id = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("messageId").GetString();
        await Installation.SaysAsync(installation.Subscriber, $"{id} failed for good: dead letter ");
    }

    [Fact]
    public async Task The_settings_a_workers_speed_rests_on_reach_the_host()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(installation.WorkerFolder, "OwnWorker.runtimeconfig.json"), TestContext.Current.CancellationToken);

        var properties = JsonDocument.Parse(text).RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        Assert.False(properties.GetProperty("System.Runtime.TieredPGO").GetBoolean());
        Assert.Equal(0, properties.GetProperty("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit").GetInt32());
    }

    [Fact]
    public async Task A_host_that_asks_for_MassTransit_9_is_refused_at_restore()
    {
        var restored = await packages.RestoreAsync(new OutsideProject(
            "Newest", OutsideProject.Console, ["BusQStash.Worker", "MassTransit.RabbitMQ/9.*"], new Dictionary<string, string>()));

        Assert.NotEqual(0, restored.ExitCode);
        Assert.Contains("NU1107", restored.Output, StringComparison.Ordinal);
        Assert.Contains("MassTransit", restored.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_runs_in_a_program_for_an_older_framework()
    {
        var program = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "samples", "DotNetClient", "Program.cs"), TestContext.Current.CancellationToken);
        var assembly = await packages.BuildAsync(new OutsideProject(
            "OlderClient", OutsideProject.Console, ["BusQStash.Client"], new Dictionary<string, string> { ["Program.cs"] = program }) { Framework = "net8.0" });

        // Where only a newer runtime is installed, the program runs on that, with the library that was made for the older one.
        await Tool.RunAsync(new ProcessCommand(["dotnet", assembly])
        {
            Environment = new Dictionary<string, string?>
            {
                ["QSTASH_URL"] = installation.Api.Url,
                ["QSTASH_TOKEN"] = BusQStashProcess.DevelopmentToken,
            },
        });

        var events = await installation.Api.Http.GetStringAsync("v2/events?state=CREATED", TestContext.Current.CancellationToken);
        Assert.Contains("http://127.0.0.1:9000/hook", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_ends_in_order_when_it_is_told_to()
    {
        await using var second = installation.StartWorker();
        await Installation.SaysAsync(second, "Application started");

        second.Send(ProcessSignal.Terminate);
        await second.WaitForExitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, second.ExitCode);
    }
}
