using System.Net.Http.Headers;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Bus.Instances;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Dlq;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Signing;
using BusQStash.Store.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Api.Tests.Hosting;

/// <summary>The API over its real web server and a real ledger in a folder of its own; only the bus is recorded.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    public const string ReadOnlyToken = "read-only-token";

    private readonly string _folder = Directory.CreateTempSubdirectory("busqstash-api-").FullName;
    private WebApplication? _app;
    private int _deadLetters;

    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["BusQStash:ReadOnlyToken"] = ReadOnlyToken,
        ["BusQStash:CurrentSigningKey"] = DevelopmentUser.CurrentSigningKey,
        ["BusQStash:NextSigningKey"] = DevelopmentUser.NextSigningKey,
        ["BusQStash:Apis:llm:Url"] = "http://10.0.0.1/v1/chat/completions",
        ["BusQStash:Publishing:MaxBodyBytes"] = "200000",
        ["BusQStash:Publishing:MaxBatchBytes"] = "1000000",
    };

    public HttpClient Client { get; private set; } = null!;

    public Uri Address => Client.BaseAddress!;

    internal RecordingBus Bus { get; } = new();

    internal IServiceProvider Services => _app!.Services;

    internal Action<IServiceCollection> Replace { get; set; } = _ => { };

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Configuration["BusQStash:DataDirectory"] = _folder;
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.ConfigureApiServer();
        builder.Services.AddStore(builder.Configuration);
        builder.Services.AddSigningKeys(builder.Configuration);
        builder.Services.AddApi(builder.Configuration);
        builder.Services.AddSingleton<IAcceptedPublisher>(Bus);
        builder.Services.AddSingleton<ILaneAnnouncer>(Bus);
        builder.Services.AddSingleton<ISigningKeyAnnouncer>(Bus);
        builder.Services.AddSingleton<IOutboxPublisher>(Bus);
        builder.Services.AddSingleton<RunEffectsPublisher>();
        builder.Services.AddSingleton<ILedgerContact, LedgerContact>();
        Replace(builder.Services);
        _app = builder.Build();
        _app.MapApi();
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DevelopmentUser.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Calls the API with the target exactly as given.</summary>
    internal Task<ApiAnswer> CallAsync(string method, string target, string? body = null, params (string Name, string Value)[] headers) =>
        CallAsync(method, target, body is null ? [] : Encoding.UTF8.GetBytes(body), headers);

    internal async Task<ApiAnswer> CallAsync(string method, string target, byte[] body, params (string Name, string Value)[] headers)
    {
        (string, string)[] token = headers.Any(header => header.Name == "Authorization") ? [] : [("Authorization", $"Bearer {DevelopmentUser.Token}")];
        return await RawHttp.SendAsync(Address, method, target, body, [.. token, .. headers]);
    }

    internal Task<ApiAnswer> PublishAsync(string destination, string body = "", params (string Name, string Value)[] headers) =>
        CallAsync("POST", $"/v2/publish/{destination}", body, headers);

    /// <summary>A message as the ledger has it.</summary>
    internal async Task<StoredMessage> StoredAsync(string messageId) =>
        await Services.GetRequiredService<IMessages>().FindAsync(messageId, default) ?? throw new InvalidOperationException($"no message {messageId}");

    /// <summary>Makes a message of a queue fail; returns the dead letter.</summary>
    internal async Task<string> FailOrderedAsync(string messageId, string queueName)
    {
        var lanes = Services.GetRequiredService<ILanes>();
        var lane = (await lanes.TakeAsync([queueName], TimeSpan.FromMinutes(1), default)).Single().Lane;
        await SettleAsync(messageId, MessageState.Failed, lane: lane);
        await lanes.ReleaseAsync([lane], default);
        var entries = await Services.GetRequiredService<IDeadLetters>().ListAsync(new DlqQuery { MessageIds = [messageId] }, default);
        return entries.Single().Key.DlqId;
    }

    /// <summary>Ends a message's only attempt, as a worker would.</summary>
    internal async Task SettleAsync(
        string messageId, MessageState state, ResponseRecord? response = null, string? error = null, LaneEpoch? lane = null)
    {
        var ledger = Services.GetRequiredService<IMessageLedger>();
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var outcome = await ledger.SettleAsync(
            new AttemptSettlement
            {
                MessageId = messageId,
                Attempt = 0,
                Lane = lane,
                NextState = state,
                NextAttemptAt = state == MessageState.Retrying ? now.AddHours(1) : null,
                StartedAt = now,
                FinishedAt = now,
                Response = response,
                Error = error,
                DlqId = state == MessageState.Failed ? $"{now.ToUnixTimeMilliseconds()}-{Interlocked.Increment(ref _deadLetters):D6}" : null,
            },
            default);
        Assert.Equal(SettleStatus.Settled, outcome.Status);
    }
}
