using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_a_retry_is_due_at_once(TestBed bed)
{
    private const int Messages = 150;

    [Fact]
    public async Task It_is_made_although_the_attempt_before_has_not_told_everybody_yet()
    {
        var system = await bed.GetSharedAsync();
        var hook = system.Destination.AddHook(request => Answer.Status(request.Header("Upstash-Retried") == "0" ? 500 : 200));
        var callback = system.Destination.AddHook();
        var headers = new Dictionary<string, string> { ["Upstash-Retry-Delay"] = "0", ["Upstash-Callback"] = callback.Url };

        await system.Calls.BatchAsync(Enumerable.Range(0, Messages).Select(n => new { destination = hook.Url, body = $"{n}", headers }));

        await hook.WaitForEndedAsync(2 * Messages);
        await callback.WaitForEndedAsync(2 * Messages);
        AttemptLog.Of(hook).AssertNoRepeats();
    }
}
