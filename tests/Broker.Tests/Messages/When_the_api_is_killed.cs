using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_the_api_is_killed(TestBed bed)
{
    private const int Rounds = 8;
    private const int Clients = 6;
    private readonly ConcurrentDictionary<string, Answered> _answers = new(StringComparer.Ordinal);
    private readonly int _seed = new Random().Next();

    [Fact]
    public async Task A_client_that_repeats_itself_makes_one_message_and_what_was_answered_is_delivered()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 2 });
        var chance = new Random(_seed);
        var hook = system.Destination.AddHook();
        for (var round = 0; round < Rounds; round++)
        {
            using var enough = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients).Select(client => PublishAsync(system, hook, $"{round}-{client}", enough.Token)).ToArray();
            await Task.Delay(chance.Next(50, 800), TestContext.Current.CancellationToken);
            await system.Api.KillAsync();
            await enough.CancelAsync();
            await system.Api.StartAsync();
            await Task.WhenAll(clients);
        }

        await AssertDeliveredAsync(hook);
    }

    private async Task AssertDeliveredAsync(Hook hook)
    {
        await Eventually.TrueAsync(
            () => hook.Requests.Select(request => request.Text).Distinct().Count() == _answers.Count,
            $"{_answers.Count} messages (seed {_seed})",
            TimeSpan.FromMinutes(2));
        foreach (var message in hook.Requests.GroupBy(request => request.Text))
        {
            var ids = message.Select(request => request.Header("Upstash-Message-Id")).Distinct().ToArray();
            Assert.True(ids.Length == 1, $"{message.Key} became {string.Join(", ", ids)} (seed {_seed})");
            Assert.Equal(_answers[message.Key].MessageId, ids[0]);
            Assert.True(message.Count() == 1, $"{ids[0]} was delivered {message.Count()} times (seed {_seed})");
        }

        Assert.True(_answers.Values.Any(answer => answer.Status == HttpStatusCode.Accepted), $"No answer was lost after its commit (seed {_seed})");
    }

    /// <summary>One message after the other, each repeated until it is answered; the last one is seen through whatever happens.</summary>
    private async Task PublishAsync(Deployment system, Hook hook, string name, CancellationToken enough)
    {
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            var id = $"{name}-{number}";
            await Eventually.TrueAsync(
                async () =>
                {
                    _answers[id] = await AskAsync(system, hook.Url, id);
                    return true;
                },
                $"an answer for {id}",
                TimeSpan.FromMinutes(1));
        }
    }

    private static async Task<Answered> AskAsync(Deployment system, string url, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/publish/{url}") { Content = new StringContent(id) };
        request.Headers.Add("Upstash-Deduplication-Id", id);
        using var response = await system.Api.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(response.StatusCode == HttpStatusCode.Accepted, answer.TryGetProperty("deduplicated", out _));
        return new Answered(response.StatusCode, answer.GetProperty("messageId").GetString()!);
    }

    private sealed record Answered(HttpStatusCode Status, string MessageId);
}
