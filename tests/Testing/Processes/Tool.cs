using System.Diagnostics;

namespace BusQStash.Testing.Processes;

/// <summary>Runs a command until it exits.</summary>
public static class Tool
{
    /// <summary>Runs a command and returns its standard output.</summary>
    /// <exception cref="InvalidOperationException">The exit code was not 0; the text contains all its output.</exception>
    public static async Task<string> RunAsync(ProcessCommand command, TimeSpan? timeout = null)
    {
        var result = await TryAsync(command, timeout);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"'{command}' ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }

    /// <summary>Runs a command and returns its exit code and output.</summary>
    /// <exception cref="TimeoutException">The command did not finish in time, and was killed.</exception>
    public static async Task<ToolResult> TryAsync(ProcessCommand command, TimeSpan? timeout = null)
    {
        using var process = Process.Start(command.ToStartInfo())
            ?? throw new InvalidOperationException($"'{command}' did not start.");
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(timeout ?? TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command}' was not done in time.");
        }
    }
}
