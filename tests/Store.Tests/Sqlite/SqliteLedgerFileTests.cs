using BusQStash.Contracts.Messages;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Inspection;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Startup;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.UrlGroups;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class SqliteLedgerFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("busqstash-file-");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_second_process_is_refused_with_the_way_out()
    {
        await using var first = await StartAsync(_folder.FullName);
        await using var second = SqliteHarness.Build(_folder.FullName);

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => second.GetRequiredService<IStoreSetup>().PrepareAsync(None));

        Assert.Contains("Only one process may use an SQLite ledger; set ConnectionStrings__Postgres", refusal.Message, StringComparison.Ordinal);
        await first.GetRequiredService<ILedgerIdentity>().PingAsync(None);
    }

    [Fact]
    public async Task The_next_process_may_use_the_ledger_once_the_first_is_gone()
    {
        string id;
        await using (var first = await StartAsync(_folder.FullName))
        {
            id = await first.GetRequiredService<ILedgerIdentity>().GetIdAsync(None);
        }

        Assert.False(File.Exists(Path.Combine(_folder.FullName, "busqstash.db-wal")), "A clean stop folds the log into the file.");
        await using var second = await StartAsync(_folder.FullName);
        Assert.Equal(id, await second.GetRequiredService<ILedgerIdentity>().GetIdAsync(None));
    }

    [Fact]
    public async Task Preparing_twice_changes_nothing()
    {
        await using var services = await StartAsync(_folder.FullName);
        await services.GetRequiredService<IMessageLedger>().AcceptAsync([Message("msg_1", null)], None);
        var id = await services.GetRequiredService<ILedgerIdentity>().GetIdAsync(None);

        await services.GetRequiredService<IStoreSetup>().PrepareAsync(None);

        Assert.NotNull(await services.GetRequiredService<IMessages>().FindAsync("msg_1", None));
        Assert.Equal(id, await services.GetRequiredService<ILedgerIdentity>().GetIdAsync(None));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_program_is_left_alone()
    {
        await using (await StartAsync(_folder.FullName))
        {
        }

        var file = Path.Combine(_folder.FullName, "busqstash.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await connection.OpenAsync(None);
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 999";
            await command.ExecuteNonQueryAsync(None);
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(_folder.FullName));
        Assert.Contains("schema version 999", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_from_before_the_first_release_is_refused_and_left_alone()
    {
        var file = Path.Combine(_folder.FullName, "busqstash.db");
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; create table old (id text); pragma user_version = 2";
        await command.ExecuteNonQueryAsync(None);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(_folder.FullName));

        Assert.Equal(
            "The SQLite ledger has schema version 2, which was never released; this program upgrades ledgers from version 18 on. Give it another BusQStash__DataDirectory.",
            refusal.Message);
        command.CommandText = "select group_concat(name) || (select user_version from pragma_user_version) from sqlite_master";
        Assert.Equal("old2", await command.ExecuteScalarAsync(None));
        await using var services = SqliteHarness.Build(_folder.FullName);
        var found = await services.GetRequiredService<ILedgerInspection>().LookAsync(None);
        Assert.Equal((2, 18), (found.Schema, found.BaselineSchema));
    }

    [Fact]
    public async Task What_was_answered_survives_the_death_of_the_process()
    {
        await using var first = await StartAsync(_folder.FullName);
        var ledger = first.GetRequiredService<IMessageLedger>();
        await ledger.AcceptAsync([Message("msg_1", null), Message("msg_2", "q")], None);
        Assert.True(await ledger.ClaimAsync("msg_1", 0, None));
        Assert.Single(await first.GetRequiredService<ILanes>().TakeAsync(["q"], TimeSpan.FromHours(1), None));
        var dead = first.GetRequiredService<InstanceIdentity>().Number;

        // The files as they are at this moment: nothing was closed, nothing was folded.
        var survived = _folder.CreateSubdirectory("survived");
        foreach (var name in new[] { "busqstash.db", "busqstash.db-wal" })
        {
            File.Copy(Path.Combine(_folder.FullName, name), Path.Combine(survived.FullName, name));
        }

        await using var second = await StartAsync(survived.FullName);
        var messages = second.GetRequiredService<IMessages>();
        Assert.Equal(MessageState.Active, (await messages.FindAsync("msg_1", None))!.State);
        Assert.Equal(MessageState.Ready, (await messages.FindAsync("msg_2", None))!.State);

        // Nobody else can be alive, so neither the lease nor the claim is waited for.
        Assert.Single(await second.GetRequiredService<ILanes>().TakeAsync(["q"], TimeSpan.FromHours(1), None));
        Assert.Contains(await second.GetRequiredService<IInstances>().ListDeadAsync(TimeSpan.FromHours(1), None), process => process.Number == dead);
        var released = await second.GetRequiredService<IUnconfirmedMessages>().ReleaseClaimsAsync(dead, TimeSpan.Zero, 10, None);
        Assert.Equal("msg_1", Assert.Single(released).Id);
    }

    [Fact]
    public async Task A_piece_of_work_that_fails_takes_nobody_with_it()
    {
        await using var services = await StartAsync(_folder.FullName);
        var ledger = services.GetRequiredService<IMessageLedger>();
        var accepted = new List<Task<IReadOnlyList<AcceptOutcome>>>();
        var failed = new List<Task>();
        for (var i = 0; i < 50; i++)
        {
            accepted.Add(ledger.AcceptAsync([Message($"msg_{i}", null), Message($"msg_{i}b", null)], None));
            failed.Add(services.GetRequiredService<SqliteWriter>().WriteAsync<int>(FailHalfWay, None));
        }

        var outcomes = await Task.WhenAll(accepted);
        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long)number), outcomes.SelectMany(call => call).Select(outcome => outcome.OriginNumber).Order());
        foreach (var failure in failed)
        {
            await Assert.ThrowsAsync<SqliteException>(() => failure);
        }

        Assert.Null(await services.GetRequiredService<IMessages>().LastCancelAsync(None));
        Assert.NotNull(await services.GetRequiredService<IMessages>().FindAsync("msg_49b", None));
    }

    [Fact]
    public async Task Cold_writes_and_hot_ones_never_meet()
    {
        await using var services = await StartAsync(_folder.FullName);
        var ledger = services.GetRequiredService<IMessageLedger>();
        var groups = services.GetRequiredService<IUrlGroups>();

        await Task.WhenAll(Enumerable.Range(0, 500).SelectMany(IEnumerable<Task> (i) =>
        [
            Task.Run(() => ledger.AcceptAsync([Message($"msg_{i}", $"q{i % 7}")], None), None),
            Task.Run(() => groups.AddEndpointsAsync($"g{i % 3}", [new($"https://{i}.example", null)], Noon, None), None),
            Task.Run(() => services.GetRequiredService<IQueues>().ListAsync(None), None),
        ]));

        Assert.Equal(500, (await services.GetRequiredService<IQueues>().ListAsync(None)).Sum(queue => queue.Lag));
        Assert.Equal(500, (await groups.ReadListAsync(None)).Sum(group => group.Endpoints.Count));
    }

    [Fact]
    public void A_statement_is_given_all_its_values_or_refused()
    {
        var database = new SqliteDatabase(new SqliteSettings(_folder.FullName));
        using var session = new SqliteSession(database.OpenWriter());

        Assert.Equal(3, session.Number("select @a + @b + @a", 1, 1));
        Assert.Throws<ArgumentException>(() => session.Number("select @a + @b", 1));
        database.Dispose();
    }

    private static int FailHalfWay(SqliteSession session) =>
        session.Execute("insert into setting (name, value) values ('last_cancel', '1')")
        + session.Execute("insert into setting (name, value) values ('last_cancel', '2')");

    private static NewMessage Message(string id, string? queueName) => new()
    {
        Id = id,
        Spec = new MessageSpec { Url = "https://example.com", QueueName = queueName },
        CreatedAt = Noon,
    };

    private static async Task<ServiceProvider> StartAsync(string folder)
    {
        var services = SqliteHarness.Build(folder);
        try
        {
            await services.GetRequiredService<IStoreSetup>().PrepareAsync(None);
            await services.GetRequiredService<IInstances>().RegisterAsync(InstanceKind.Api | InstanceKind.Worker, None);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }
}
