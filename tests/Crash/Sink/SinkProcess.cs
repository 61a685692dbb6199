using System.Globalization;
using BusQStash.Crash.Runs;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Crash.Sink;

/// <summary>The driver's side of the sink.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly int _port = FreePorts.One();
    private readonly ChildProcess _process;

    private SinkProcess(IReadOnlyList<string> apis) => _process = ChildProcess.Start(new ProcessCommand(
        [.. OwnProgram.Words("sink"), _port.ToString(CultureInfo.InvariantCulture), LogPath, WorkflowLogPath, Cluster.Token, .. apis]));

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    private string LogPath => _folder.Combine("sink.log");

    private string WorkflowLogPath => _folder.Combine("workflows.log");

    /// <param name="apis">Addresses of the Apis, which workflows call.</param>
    public static async Task<SinkProcess> StartAsync(IReadOnlyList<string> apis)
    {
        var sink = new SinkProcess(apis);
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(sink._port), "the sink");
        return sink;
    }

    /// <summary>Stops the sink and reads its logs.</summary>
    public async Task<SinkRecord> StopAsync()
    {
        _process.Send(ProcessSignal.Terminate);
        await _process.WaitForExitAsync(Eventually.DefaultTimeout);
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The sink ended with {_process.ExitCode}: its logs are not whole.\n{_process.Output.Tail()}");
        }

        var (calls, notifications) = WorkflowLog.Read(WorkflowLogPath);
        return new SinkRecord(SinkLog.Read(LogPath), calls, notifications);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
