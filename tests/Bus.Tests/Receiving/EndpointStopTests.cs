using BusQStash.Bus.Receiving;
using MassTransit;
using Xunit;

namespace BusQStash.Bus.Tests.Receiving;

public sealed class EndpointStopTests
{
    private readonly Handle _handle = new();
    private volatile bool _isIdle = true;

    [Fact]
    public async Task A_command_that_begins_while_the_endpoint_stops_is_waited_for()
    {
        var stop = EndpointStop.RunAsync(_handle, () => _isIdle, CancellationToken.None);
        await _handle.Asked;

        // As it is between two commands, when the second has arrived but has not begun.
        _isIdle = false;
        await Assert.ThrowsAsync<TimeoutException>(() => stop.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
        _isIdle = true;
        _handle.Stopped.SetResult();

        await stop;
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_not_waited_for_when_no_command_is_in_progress() =>
        await Assert.ThrowsAsync<TimeoutException>(() => EndpointStop.RunAsync(_handle, () => _isIdle, CancellationToken.None));

    private sealed class Handle : HostReceiveEndpointHandle
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReceiveEndpoint ReceiveEndpoint => throw new NotSupportedException();

        public Task<ReceiveEndpointReady> Ready => throw new NotSupportedException();

        public Task StopAsync(CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            return Stopped.Task;
        }

        public Task StopAsync(bool removeEndpoint, CancellationToken cancellationToken = default) => StopAsync(cancellationToken);
    }
}
