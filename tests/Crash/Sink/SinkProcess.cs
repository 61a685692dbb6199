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

    private SinkProcess() => _process = ChildProcess.Start(new ProcessCommand(
        [.. OwnProgram.Words("sink"), _port.ToString(CultureInfo.InvariantCulture), LogPath]));

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    private string LogPath => _folder.Combine("sink.log");

    public static async Task<SinkProcess> StartAsync()
    {
        var sink = new SinkProcess();
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(sink._port), "the sink");
        return sink;
    }

    /// <summary>Ends the sink and reads what it logged.</summary>
    public async Task<IReadOnlyList<SinkAttempt>> StopAsync()
    {
        _process.Send(ProcessSignal.Terminate);
        await _process.WaitForExitAsync(Eventually.DefaultTimeout);
        return SinkLog.Read(LogPath);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
