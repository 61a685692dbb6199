using BusQStash.Store.Instances;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public sealed class OwnActivityTests
{
    [Fact]
    public void Tells_the_longest_attempts_first_and_forgets_those_that_end()
    {
        var activity = new OwnActivity();
        activity.Begin("msg_young", 30, "https://a.example/x");
        var middle = activity.Begin("msg_middle", 20, "https://b.example");
        activity.Begin("msg_old", 10, "http://c.example:81/y");

        Assert.Equal([new RunningAttempt("msg_old", 10, "c.example:81"), new RunningAttempt("msg_middle", 20, "b.example")], activity.Longest(20, 9));
        activity.End(middle);
        activity.End(middle);
        Assert.Equal(["msg_old"], activity.Longest(30, 1).Select(attempt => attempt.MessageId));
    }
}
