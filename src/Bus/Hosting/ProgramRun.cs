namespace BusQStash.Bus.Hosting;

/// <summary>Runs a program so that one which cannot start ends with a sentence and not with a stack trace.</summary>
public static class ProgramRun
{
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
            // Settings that cannot be right are told as text for people; where a surprise came from, the host has logged by now.
            await Console.Error.WriteLineAsync($"BusQStash did not start: {Sentence(exception)}");
            return 1;
        }
    }

    /// <summary>
    /// The program's words, and one that keeps the host from watching its folder for changed settings: nothing here follows them, and the SQLite file
    /// in a folder below changes with every message.
    /// </summary>
    /// <param name="args">The program's words.</param>
    public static string[] WithoutFileWatch(string[] args) =>
        args is [HealthProbe.Argument] ? args : [.. args, "--hostBuilder:reloadConfigOnChange=false"];

    /// <summary>The outer text says what could not be done ("failed to bind"), the inner ones why, unless they say the same.</summary>
    /// <param name="exception">What ended the program.</param>
    public static string Sentence(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var text = exception.Message;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.Contains(inner.Message, StringComparison.Ordinal))
            {
                text = $"{text} ({inner.Message})";
            }
        }

        return text.ReplaceLineEndings(" ");
    }
}
