using BusQStash.Store.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace BusQStash.Bus.Hosting;

/// <summary>Runs a program so that one which cannot start ends with a sentence and not with a stack trace.</summary>
public static class ProgramRun
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>The program's own exit code; 1, and why as the last line on standard error, when it ended with an exception.</summary>
    /// <param name="program">Builds and runs the host.</param>
    public static async Task<int> AsProgramAsync(Func<Task<int>> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        try
        {
            return await program();
        }
        catch (Exception exception)
        {
            // Printed as text for people. An unexpected exception's trace is printed above it; a fault an operator can fix needs no trace.
            if (!StartFailureText.IsForeseen(exception))
            {
                await Console.Error.WriteLineAsync(exception.ToString());
            }

            await Console.Error.WriteLineAsync($"BusQStash did not start: {Sentence(exception)}");
            return 1;
        }
    }

    /// <summary>Runs the host until it is stopped.</summary>
    /// <param name="host">Goes with the end of the call.</param>
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunHostAsync(WebApplication host)
    {
        ArgumentNullException.ThrowIfNull(host);
        await using (host)
        {
            await StartAsync(host);
            await host.WaitForShutdownAsync();
            return Environment.ExitCode;
        }
    }

    /// <summary>
    /// The program's words, and one that keeps the host from watching its folder for changed settings: nothing here follows them, and the SQLite file
    /// in a folder below changes with every message.
    /// </summary>
    /// <param name="args">The program's words.</param>
    public static string[] WithoutFileWatch(string[] args) =>
        args is [HealthProbe.Argument] ? args : [.. args, "--hostBuilder:reloadConfigOnChange=false"];

    /// <summary>The reason, in one line for people.</summary>
    /// <param name="exception">The exception that ended the program.</param>
    public static string Sentence(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return StartFailureText.Of(exception);
    }

    private static async Task StartAsync(WebApplication host)
    {
        try
        {
            await host.StartAsync();
        }
        catch (Exception exception) when (exception is not CannotStartException)
        {
            // Services that had begun before another failed end in order. Without a ledger none had.
            using var limit = new CancellationTokenSource(StopLimit);
            await host.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}
