using System.Diagnostics;

namespace BusQStash.Testing.Processes;

/// <summary>A process in its own group, which does not outlive the test process.</summary>
/// <remarks>
/// <c>setsid</c> becomes the program without forking, so the process id is the program's and the group's, and a signal to
/// the group reaches the children it starts.
/// </remarks>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public int Id { get; private set; }

    public ProcessOutput Output { get; } = new();

    public bool HasExited => _exited.Task.IsCompleted;

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(ProcessCommand command)
    {
        var child = new ChildProcess(new Process { StartInfo = command.ToStartInfo("setsid"), EnableRaisingEvents = true });
        child.Begin();
        return child;
    }

    /// <summary>Sends a signal to the process itself.</summary>
    public void Send(ProcessSignal signal) => NativeProcess.Send(Id, signal);

    /// <summary>Sends a signal to the process and its children.</summary>
    public void SendToGroup(ProcessSignal signal) => NativeProcess.SendToGroup(Id, signal);

    /// <summary>Sends SIGKILL to the whole group; returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        SendToGroup(ProcessSignal.Kill);
        await WaitForExitAsync(Eventually.DefaultTimeout);
    }

    /// <exception cref="TimeoutException">The process still runs after that time.</exception>
    public async Task WaitForExitAsync(TimeSpan timeout)
    {
        try
        {
            await _exited.Task.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Process {Id} had not ended after {timeout.TotalSeconds} s. Its last lines:\n{Output.Tail()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Begin()
    {
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Output.Add(line.Data);
        _process.Exited += (_, _) => OnExited();
        _process.Start();
        Id = _process.Id;
        Watchdog.HoldGroup(Id);
        if (_process.HasExited)
        {
            Watchdog.ReleaseGroup(Id);
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
    }

    private void OnExited()
    {
        // From now on the process id may be reused.
        Watchdog.ReleaseGroup(_process.Id);
        _exited.TrySetResult();
    }
}
