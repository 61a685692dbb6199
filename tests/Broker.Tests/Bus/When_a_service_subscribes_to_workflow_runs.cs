using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Contracts.Workflows;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Bus;

public sealed class When_a_service_subscribes_to_workflow_runs(TestBed bed)
{
    private const string Secret = "only-for-the-workflow";
    private readonly SeenEvents _seen = new();

    [Fact]
    public async Task It_is_told_of_each_start_and_end_once_and_never_the_payload()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
        using var subscriber = await SubscribeAsync(system.VirtualHost!.Url);
        var fine = system.Destination.AddHook(Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")));
        var broken = system.Destination.AddHook(Answer.Status(500));

        var completed = await TriggerAsync(system, fine);
        var canceled = await TriggerAsync(system, fine);
        var failed = await TriggerAsync(system, broken);
        await fine.WaitForEndedAsync(2);
        await DeleteAsync(system, $"v2/workflows/runs/{completed}?cancel=false");
        await DeleteAsync(system, $"v2/workflows/runs/{canceled}");
        await Eventually.TrueAsync(() => _seen.All.Count >= 6, "three starts and three ends");

        Assert.Equal(
            new[] { $"Canceled {canceled}", $"Completed {completed}", $"Failed {failed}", $"Started {canceled}", $"Started {completed}", $"Started {failed}" }.Order(),
            _seen.All.Select(seen => Name(seen.Content)).Order());
        var failure = Assert.Single(_seen.Of<WorkflowRunFailed>());
        Assert.Equal((broken.Url, "three"), (failure.WorkflowUrl, Assert.Single(failure.Labels)));
        Assert.NotEmpty(failure.DlqId);
        Assert.All(_seen.All, seen => Assert.DoesNotContain(Secret, seen.Envelope));
        await subscriber.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A process that dies after its commit has told nobody; its events are in the outbox.</summary>
    [Fact]
    public async Task It_is_told_what_a_process_that_died_left_behind()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
        using var subscriber = await SubscribeAsync(system.VirtualHost!.Url);
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnectionString);
        foreach (var kind in new[] { nameof(WorkflowRunStarted), nameof(WorkflowRunCompleted), nameof(WorkflowRunFailed), nameof(WorkflowRunCanceled) })
        {
            await using var command = database.CreateCommand("insert into busqstash.outbox (id, kind, payload, written_at) values ($1, $2, $3, 0)");
            command.Parameters.Add(new() { Value = $"wfr_left/1/{kind}" });
            command.Parameters.Add(new() { Value = kind });
            command.Parameters.Add(new() { Value = """{"workflowRunId":"wfr_left","createdAt":"2026-01-01T00:00:00+00:00","workflowUrl":"https://example.com","labels":["a"]}"""u8.ToArray() });
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(() => _seen.All.Count >= 4, "the four events", TimeSpan.FromMinutes(1));

        Assert.Equal(
            ["Canceled wfr_left", "Completed wfr_left", "Failed wfr_left", "Started wfr_left"],
            _seen.All.Select(seen => Name(seen.Content)).Order());
        Assert.Equal(("https://example.com", "a"), (_seen.Of<WorkflowRunStarted>()[0].WorkflowUrl, _seen.Of<WorkflowRunStarted>()[0].Labels[0]));
        await subscriber.StopAsync(TestContext.Current.CancellationToken);
    }

    private static string Name(object content) => content switch
    {
        WorkflowRunStarted started => $"Started {started.WorkflowRunId}",
        WorkflowRunCompleted completed => $"Completed {completed.WorkflowRunId}",
        WorkflowRunFailed failed => $"Failed {failed.WorkflowRunId}",
        WorkflowRunCanceled canceled => $"Canceled {canceled.WorkflowRunId}",
        _ => content.ToString()!,
    };

    /// <summary>Starts a run whose endpoint is said to speak the protocol.</summary>
    private static async Task<string> TriggerAsync(Deployment system, Hook hook)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/trigger/{hook.Url}") { Content = new StringContent(Secret) };
        request.Headers.Add("Upstash-Workflow-Unknown-Sdk", "true");
        request.Headers.Add("Upstash-Retries", "0");
        request.Headers.Add("Upstash-Label", "three");
        using var response = await system.Api.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("workflowRunId").GetString()!;
    }

    private static async Task DeleteAsync(Deployment system, string path)
    {
        using var response = await system.Api.Http.DeleteAsync(path);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<IHost> SubscribeAsync(string amqp)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMassTransit(bus => bus.UsingRabbitMq((_, rabbit) =>
        {
            rabbit.Host(new Uri(amqp));
            rabbit.ReceiveEndpoint("run-watcher", endpoint =>
            {
                endpoint.Handler<WorkflowRunStarted>(_ => Task.CompletedTask);
                endpoint.Handler<WorkflowRunCompleted>(_ => Task.CompletedTask);
                endpoint.Handler<WorkflowRunFailed>(_ => Task.CompletedTask);
                endpoint.Handler<WorkflowRunCanceled>(_ => Task.CompletedTask);
            });
        }));
        var host = builder.Build();
        host.Services.GetRequiredService<IBus>().ConnectConsumeObserver(_seen);
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.DefaultTimeout);
        return host;
    }
}
