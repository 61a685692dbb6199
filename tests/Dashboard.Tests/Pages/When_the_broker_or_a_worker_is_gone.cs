using System.Text.RegularExpressions;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_broker_or_a_worker_is_gone(Chromium chromium, SharedBroker brokers, SharedDatabase databases)
{
    [Fact]
    public async Task A_queue_of_a_lost_worker_says_who_holds_it_and_until_when_and_goes_on_after_that()
    {
        await using var broker = await brokers.CreateVirtualHostAsync();
        await using var database = await databases.CreateAsync();
        var settings = SeparateProcesses.Settings(broker.Url, database.ConnectionString);

        // Long enough to be read, longer than a process takes to be given up.
        settings["BusQStash__Lanes__Lease"] = "00:00:15";
        await using var server = await BusQStashProcess.StartApiAsync(settings);
        await using var lost = await BusQStashProcess.StartWorkerAsync(settings);
        await using var destination = await Destination.StartAsync();
        var never = new TaskCompletionSource();
        var hook = destination.AddHook(request => request.Number == 1 ? Answer.Ok.Once(never.Task) : Answer.Ok);
        await server.SendAsync(new { destination = hook.Url, queue = "held" });
        await hook.WaitForAsync(1);
        await using var other = await BusQStashProcess.StartWorkerAsync(settings);
        await using var visit = await SeparateProcesses.OpenAsync(chromium, server, "queues/held");
        await lost.KillAsync();
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("holds it and does not answer: last heartbeat");
        await Assertions.Expect(verdict).ToContainTextAsync("its lease ends in ");
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
        await hook.WaitForAsync(2);
        await visit.GoAsync("");
        await Assertions.Expect(visit.Page.Locator(".attention")).ToContainTextAsync("is gone; last seen");
    }

    [Fact]
    public async Task Without_a_broker_the_overview_says_so_until_it_is_back()
    {
        await using var broker = await PrivateBroker.CreateAsync();
        await using var database = await databases.CreateAsync();
        await using var server = await BusQStashProcess.StartApiAsync(SeparateProcesses.Settings(broker.Url, database.ConnectionString));
        await using var visit = await SeparateProcesses.OpenAsync(chromium, server, "");
        var tile = visit.Page.Locator(".tile").Filter(new() { HasText = "Broker" });
        await Assertions.Expect(tile).ToContainTextAsync("Well");
        await visit.GoAsync("system");
        var facts = visit.Page.Locator(".panel", new() { Has = visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Broker" }) });
        await Assertions.Expect(facts).ToContainTextAsync(new Regex(@"Version\d+\.\d+.*Ping\d.* ms.*\d waiting"));
        await visit.GoAsync("");
        await broker.KillAsync();
        await Assertions.Expect(tile).ToContainTextAsync("the broker cannot be reached; messages are accepted and wait");
        await Assertions.Expect(visit.Page.Locator(".top .health")).ToHaveTextAsync("Unwell");
        await broker.StartAsync();
        await Assertions.Expect(tile).ToContainTextAsync("Well", new() { Timeout = Chromium.PatienceAtFirst });
    }

    [Fact]
    public async Task What_is_due_and_does_not_move_is_told_with_whom_to_ask()
    {
        await using var broker = await brokers.CreateVirtualHostAsync();
        await using var database = await databases.CreateAsync();
        var settings = SeparateProcesses.Settings(broker.Url, database.ConnectionString);
        await using var server = await BusQStashProcess.StartApiAsync(settings);
        await using var worker = await BusQStashProcess.StartWorkerAsync(settings);
        await using var destination = await Destination.StartAsync();

        // A process that is there but is no worker holds the queue, before a worker can take it: no rule explains that.
        var processes = (await server.ReadAsync("busqstash/workers")).GetProperty("items").EnumerateArray();
        var api = processes.Single(process => process.GetProperty("kind").EnumerateArray().All(kind => kind.GetString() != "worker")).GetProperty("number").GetInt32();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await ExecuteAsync(source, $"insert into busqstash.lane (name, epoch, holder, lease_until) values ('stuck', 1, {api}, (extract(epoch from now()) * 1000)::bigint + 3600000)");
        await server.PostAsync("v2/queues", new { queueName = "stuck", parallelism = 1 });
        var ids = await server.SendAsync(new { destination = destination.AddHook().Url, queue = "stuck" });

        // Two minutes later.
        await ExecuteAsync(source, "update busqstash.message set created_at = created_at - 120000, not_before = not_before - 120000");
        await ExecuteAsync(source, "update busqstash.queue set updated_at = updated_at - 120000");
        await using var visit = await SeparateProcesses.OpenAsync(chromium, server, "queues/stuck");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync($"{ids[0]} is due for 2m");
        await Assertions.Expect(verdict.GetByRole(AriaRole.Link, new() { Name = "Doctor" })).ToHaveAttributeAsync("href", "#/system?tab=doctor");
        await ExecuteAsync(source, "update busqstash.lane set lease_until = 0");
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
