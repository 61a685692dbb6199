namespace BusQStash.Testing.Networks;

/// <summary>How a link currently treats bytes and connections; shared by all its connections.</summary>
internal sealed class LinkState
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _toServer = Passing();
    private TaskCompletionSource _fromServer = Passing();
    private byte[]? _doom;
    private TaskCompletionSource _doomed = new();

    public TimeSpan Delay { get; set; }

    public bool Refuses { get; set; }

    public void Stall(LinkDirection directions)
    {
        lock (_lock)
        {
            _toServer = directions.HasFlag(LinkDirection.ToServer) && _toServer.Task.IsCompleted ? new() : _toServer;
            _fromServer = directions.HasFlag(LinkDirection.FromServer) && _fromServer.Task.IsCompleted ? new() : _fromServer;
        }
    }

    public void Heal()
    {
        lock (_lock)
        {
            _toServer.TrySetResult();
            _fromServer.TrySetResult();
            Delay = TimeSpan.Zero;
            Refuses = false;
        }
    }

    /// <summary>Waits while the link is stalled.</summary>
    public async Task PassAsync(LinkDirection direction, CancellationToken cancellationToken)
    {
        Task open;
        lock (_lock)
        {
            open = direction == LinkDirection.ToServer ? _toServer.Task : _fromServer.Task;
        }

        await open.WaitAsync(cancellationToken);
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, cancellationToken);
        }
    }

    /// <summary>Cuts the next connection that carries these bytes to the server, when the server answers.</summary>
    public Task Doom(byte[] marker)
    {
        lock (_lock)
        {
            _doom = marker;
            _doomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _doomed.Task;
        }
    }

    /// <summary>Whether the bytes contain an awaited marker; true once.</summary>
    public bool IsDoomed(ReadOnlySpan<byte> sent)
    {
        lock (_lock)
        {
            if (_doom is null || sent.IndexOf(_doom) < 0)
            {
                return false;
            }

            _doom = null;
            return true;
        }
    }

    public void HasCut()
    {
        lock (_lock)
        {
            _doomed.TrySetResult();
        }
    }

    private static TaskCompletionSource Passing()
    {
        var passing = new TaskCompletionSource();
        passing.SetResult();
        return passing;
    }
}
