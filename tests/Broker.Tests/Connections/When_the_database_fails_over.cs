using System.Net;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

public sealed class When_the_database_fails_over(TestBed bed)
{
    private static readonly (string Name, string Value) Deduplication = ("Upstash-Deduplication-Id", "once");
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_everything_goes_on_without_a_restart()
    {
        await using var servers = await ReplicatedDatabaseServer.CreateAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { WayToDatabase = _ => servers.ConnectionString });
        await using var load = new SteadyLoad(system);
        await load.WaitForAsync(20);

        await servers.KillPrimaryAsync();
        await Eventually.TrueAsync(() => load.Refused > 0, "a call to be refused");
        await servers.PromoteStandbyAsync();
        await load.WaitForAsync(20);

        await load.StopAsync(Recovery);
        Assert.True(system.Api.IsRunning && system.Workers.All(worker => worker.IsRunning));
    }

    [Fact]
    public async Task A_primary_that_only_reads_any_more_is_left_for_the_new_one_though_its_sessions_are_open()
    {
        await using var servers = await ReplicatedDatabaseServer.CreateAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { WayToDatabase = _ => servers.ConnectionString });
        await using var load = new SteadyLoad(system);
        await load.WaitForAsync(20);

        await servers.DemotePrimaryAsync();
        await Eventually.TrueAsync(() => load.Refused > 0, "a call to be refused");
        await servers.PromoteStandbyAsync();
        await load.WaitForAsync(20);
        var from = await AskAsync<DateTime>(servers.PrimaryConnectionString, "select clock_timestamp()::timestamp");
        await load.WaitForAsync(20);
        await load.StopAsync(Recovery);

        // Npgsql goes on asking it whether it is a primary again.
        Assert.Equal(0, await AskAsync<long>(
            servers.PrimaryConnectionString,
            $"select count(*) from pg_stat_activity where application_name = 'BusQStash' and query_start > '{from:O}' and query !~ 'pg_is_in_recovery|transaction_read_only'"));
    }

    [Fact]
    public async Task A_server_that_only_reads_for_a_while_loses_all_sessions_and_gets_them_back()
    {
        await using var servers = await ReplicatedDatabaseServer.CreateAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { WayToDatabase = _ => servers.PrimaryConnectionString });
        await using var load = new SteadyLoad(system);
        await load.WaitForAsync(20);

        await servers.DemotePrimaryAsync();
        await Eventually.TrueAsync(
            async () => await AskAsync<long>(servers.PrimaryConnectionString, "select count(*) from pg_stat_activity where application_name = 'BusQStash'") == 0,
            "the last session to end");
        await Eventually.TrueAsync(
            () => system.Api.Output.Lines.Any(line => line.Contains("read-only", StringComparison.Ordinal) || line.Contains("only reads", StringComparison.Ordinal)),
            "the Api to say why");
        await servers.RestorePrimaryAsync();

        await load.WaitForAsync(20);
        await load.StopAsync(Recovery);
    }

    [Fact]
    public async Task What_the_standby_does_not_have_is_not_acknowledged()
    {
        await using var servers = await ReplicatedDatabaseServer.CreateAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { WayToDatabase = _ => servers.ConnectionString });
        var hook = system.Destination.AddHook();
        await system.Calls.PublishAsync(hook.Url, "1");
        await hook.WaitForAsync(1);

        await servers.KillStandbyAsync();
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => system.Calls.PublishAsync(hook.Url, "2"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode);

        await servers.StartStandbyAsync();
        await system.Api.WaitUntilReadyAsync(Recovery);
        await Eventually.ValueAsync<string>(async () => await system.Calls.PublishAsync(hook.Url, "3"), "a message to be accepted", Recovery);
        await Eventually.TrueAsync(() => hook.Requests.Any(request => request.Text == "3"), "the message after", Recovery);
    }

    [Fact]
    public async Task What_an_asynchronous_standby_does_not_have_is_lost_and_nothing_else()
    {
        await using var servers = await ReplicatedDatabaseServer.CreateAsync(synchronous: false);
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { WayToDatabase = _ => servers.ConnectionString });
        var gate = new TaskCompletionSource();
        var inFlight = system.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var hook = system.Destination.AddHook();
        var queue = system.NewQueue();
        await system.Calls.UpsertQueueAsync(queue.Name, parallelism: 1);
        await system.Calls.PauseAsync(queue.Name);
        await queue.EnqueueManyAsync(3);
        var canceled = await queue.EnqueueAsync();
        var repeated = await system.Calls.PublishAsync(inFlight.Url, "repeated");
        await inFlight.WaitForAsync(1);

        await servers.CutStandbyOffAsync();
        gate.SetResult();
        await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(repeated), "the result of the attempt in flight");
        await system.Calls.CancelAsync(canceled);
        var forgotten = await system.Calls.PublishAsync(hook.Url, "delivered, then forgotten", Deduplication);
        await hook.WaitForAsync(1);
        string[] lost = [await system.Calls.EnqueueAsync(queue.Name, queue.Hook.Url, "lost"), await system.Calls.EnqueueAsync(queue.Name, queue.Hook.Url, "lost too")];
        await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(forgotten), "the result of the forgotten message");
        await servers.KillPrimaryAsync();
        await servers.PromoteStandbyAsync();

        await system.Api.WaitUntilReadyAsync(Recovery);
        Assert.All(await Task.WhenAll(lost.Append(forgotten).Select(system.Calls.StatesAsync)), Assert.Empty);

        // The first call may still find a session of the former primary, and is refused.
        await Eventually.ValueAsync<string>(async () => await queue.EnqueueAsync(), "a message to be accepted", Recovery);
        await system.Calls.ResumeAsync(queue.Name);
        await system.Calls.PublishAsync(hook.Url, "again", Deduplication);
        await queue.WaitUntilDoneAsync(Recovery);
        Assert.Equal(["1", "2", "3", "4", "5"], queue.Hook.Requests.Select(request => request.Text));
        await Eventually.TrueAsync(
            async () => inFlight.Requests.Count == 2 && hook.Requests.Count == 2 && !await system.Calls.IsOpenAsync(repeated),
            "the attempt whose result was lost, and the message whose deduplication id was",
            Recovery);
        Assert.True(system.Api.IsRunning && system.Workers.All(worker => worker.IsRunning));
    }

    [Fact]
    public async Task A_standby_alone_is_refused_with_a_sentence()
    {
        await using var servers = await ReplicatedDatabaseServer.CreateAsync();
        await using var api = new BusQStashProcess(
            BusQStashProgram.Api, new Dictionary<string, string> { [SettingNames.Postgres] = servers.StandbyConnectionString });

        await api.LaunchAsync();
        await api.WaitForExitAsync();

        await Eventually.TrueAsync(() => api.Output.Lines.Any(line => line.StartsWith("BusQStash did not start", StringComparison.Ordinal)), "the sentence");
        Assert.Equal(1, api.ExitCode);
        Assert.Contains("only reads", api.Output.Lines.Last(line => line.Length > 0), StringComparison.Ordinal);
    }

    private static async Task<T> AskAsync<T>(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{server};Pooling=false;Application Name=the test");
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
