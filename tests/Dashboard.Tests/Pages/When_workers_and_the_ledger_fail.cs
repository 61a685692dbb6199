using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_workers_and_the_ledger_fail(Chromium chromium, SharedBroker brokers, SharedDatabase databases)
{
    [Fact]
    public async Task A_ledger_that_is_gone_for_good_is_told_on_every_page_and_the_frame_stays()
    {
        await using var broker = await brokers.CreateVirtualHostAsync();
        await using var database = await PrivateDatabaseServer.CreateAsync();
        await using var server = await BusQStashProcess.StartApiAsync(SeparateProcesses.Settings(broker.Url, database.ConnectionString));
        await using var visit = await SeparateProcesses.OpenAsync(chromium, server, "");
        await Assertions.Expect(visit.Page.GetByText("Needs attention")).ToBeVisibleAsync();
        visit.Expect(500, 503);
        await database.StopAsync();
        var failure = visit.Page.Locator(".failure").First;
        await Assertions.Expect(failure).ToContainTextAsync("the ledger");
        await Assertions.Expect(visit.Page.Locator(".top .health")).ToHaveTextAsync("Unwell");

        // What was known before stands below.
        await Assertions.Expect(visit.Page.GetByText("Needs attention")).ToBeVisibleAsync();
        foreach (var place in new[] { "queues", "logs", "system" })
        {
            await visit.GoAsync(place);
            await Assertions.Expect(failure).ToContainTextAsync("the ledger");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_queue_without_a_worker_says_so_and_a_question_that_takes_too_long_what_to_narrow()
    {
        await using var broker = await brokers.CreateVirtualHostAsync();
        await using var database = await databases.CreateAsync();
        var settings = SeparateProcesses.Settings(broker.Url, database.ConnectionString);
        await using var server = await BusQStashProcess.StartApiAsync(settings);
        await using var destination = await Destination.StartAsync();
        await server.SendAsync(new { destination = destination.AddHook().Url, queue = "nobody" });
        await using var visit = await SeparateProcesses.OpenAsync(chromium, server, "queues/nobody");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("No worker is there. Start one.");
        await using (await BusQStashProcess.StartWorkerAsync(settings))
        {
            await Assertions.Expect(verdict).ToContainTextAsync("Empty");
        }

        // Somebody else keeps the table: what looks at it is cut off, as it would be by its size.
        visit.Expect(422, 503);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("lock table busqstash.event in access exclusive mode", connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await visit.GoAsync("logs?host=broad.example.com");
        await Assertions.Expect(visit.Page.GetByText("this takes the ledger too long: name a queue, a host or a shorter time").First).ToBeVisibleAsync();
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await visit.Button("Try again").First.ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Nothing matches these filters.")).ToBeVisibleAsync();
    }
}
