using System.Text;
using BusQStash.Api.EnqueueEndpoint;
using BusQStash.Bus.Naming;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.EnqueueEndpoint;

public sealed class EnqueueMessageConsumerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ApiHost _api;

    public EnqueueMessageConsumerTests() => _api = new ApiHost
    {
        Replace = services =>
        {
            services.AddMassTransitTestHarness(bus =>
            {
                bus.AddConsumer<EnqueueMessageConsumer>().Endpoint(endpoint => endpoint.Name = BrokerNames.Enqueue);
                bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
            });
            var ledger = services.Last(service => service.ServiceType == typeof(IMessageLedger));
            services.AddSingleton<IMessageLedger>(provider => new FailingLedger((IMessageLedger)ActivatorUtilities.CreateInstance(provider, ledger.ImplementationType!)));
        },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FailingLedger Ledger => (FailingLedger)_api.Services.GetRequiredService<IMessageLedger>();

    private ITestHarness Harness => _api.Services.GetRequiredService<ITestHarness>();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Enqueues_as_the_rest_api_would_and_answers_the_id()
    {
        var answer = await AskAsync(new EnqueueMessage
        {
            Destination = "https://example.com/a",
            QueueName = "from-the-bus",
            Headers = new Dictionary<string, string> { ["upstash-retries"] = "7", ["Upstash-Forward-X"] = "é" },
            Body = Encoding.UTF8.GetBytes("body"),
        });
        Assert.True(answer.Is(out Response<MessageEnqueued>? enqueued));
        var stored = await _api.StoredAsync(Assert.Single(enqueued.Message.MessageIds));
        Assert.Equal(("from-the-bus", 7, null), (stored.Spec.QueueName, stored.Spec.MaxRetries, stored.Spec.CallerIp));
        Assert.Equal("Ã©", Assert.Single(stored.Spec.Headers).Value);
        Assert.Equal("body", Encoding.UTF8.GetString(stored.Body.Span));
        Assert.False(enqueued.Message.Deduplicated);
    }

    [Fact]
    public async Task A_command_handed_over_again_makes_no_second_message()
    {
        (await _api.CallAsync("POST", "/v2/topics/pair/endpoints", """{"endpoints":[{"url":"https://a.example"},{"url":"https://b.example"}]}""")).Expect(200);
        var command = Guid.NewGuid();
        var first = await AskAsync(new EnqueueMessage { Destination = "pair" }, command);
        var second = await AskAsync(new EnqueueMessage { Destination = "pair" }, command);
        Assert.True(first.Is(out Response<MessageEnqueued>? enqueued));
        Assert.True(second.Is(out Response<MessageEnqueued>? again));
        Assert.Equal(2, enqueued.Message.MessageIds.Distinct().Count());
        Assert.Equal(enqueued.Message.MessageIds, again.Message.MessageIds);
        Assert.True(again.Message.Deduplicated);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_an_event_but_no_fault()
    {
        var answer = await AskAsync(new EnqueueMessage { Destination = "https://example.com", Headers = new Dictionary<string, string> { ["Upstash-Delay"] = "soon" } });
        Assert.True(answer.Is(out Response<MessageRejected>? rejected));
        Assert.Equal((400, "https://example.com"), (rejected.Message.Status, rejected.Message.Destination));
        Assert.Contains("Upstash-Delay", rejected.Message.Error, StringComparison.Ordinal);
        Assert.True(await Harness.Published.Any<MessageRejected>(message => message.Context.Message.Error == rejected.Message.Error, Stop));
        Assert.False(await Harness.Published.Any<Fault<EnqueueMessage>>(new CancellationToken(true)));
    }

    [Fact]
    public async Task Does_not_deliver_at_once_what_was_meant_to_be_a_schedule()
    {
        var answer = await AskAsync(new EnqueueMessage { Destination = "https://example.com", Headers = new Dictionary<string, string> { ["Upstash-Cron"] = "* * * * *" } });
        Assert.True(answer.Is(out Response<MessageRejected>? rejected));
        Assert.Contains("/v2/schedules", rejected.Message.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Bus.Published);
    }

    [Fact]
    public async Task Without_anybody_waiting_it_enqueues_all_the_same()
    {
        var endpoint = await Harness.Bus.GetSendEndpoint(new Uri($"queue:{BrokerNames.Enqueue}"));
        await endpoint.Send(new EnqueueMessage { Destination = "https://example.com/quiet" }, Stop);
        Assert.True(await Harness.Consumed.Any<EnqueueMessage>(Stop));
        Assert.Contains(_api.Bus.Published, work => work.Message.Spec.Url == "https://example.com/quiet");
    }

    [Fact]
    public async Task A_ledger_that_is_away_is_thrown_so_that_the_broker_hands_the_command_over_again()
    {
        Ledger.Fault = new TimeoutException("away");
        Ledger.Faults = 1;
        await Assert.ThrowsAsync<RequestFaultException>(() => AskAsync(new EnqueueMessage { Destination = "https://example.com" }));
        Assert.Empty(_api.Bus.Published);
    }

    private async Task<Response<MessageEnqueued, MessageRejected>> AskAsync(EnqueueMessage message, Guid? commandId = null)
    {
        var client = Harness.Bus.CreateRequestClient<EnqueueMessage>(new Uri($"queue:{BrokerNames.Enqueue}"), Patience);
        return await client.GetResponse<MessageEnqueued, MessageRejected>(
            message, context => context.UseExecute(send => send.MessageId = commandId ?? send.MessageId), Stop);
    }

    /// <summary>A ledger that fails some calls before it works.</summary>
    private sealed class FailingLedger(IMessageLedger ledger) : IMessageLedger
    {
        public int Faults { get; set; }

        public Exception? Fault { get; set; }

        public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
            Faults-- > 0 ? throw Fault! : AcceptNowAsync(messages, cancellationToken);

        public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        private Task<IReadOnlyList<AcceptOutcome>> AcceptNowAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken)
        {
            Faults = 0;
            return ledger.AcceptAsync(messages, cancellationToken);
        }
    }
}
