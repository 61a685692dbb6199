using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace BusQStash.Testing;

/// <summary>Waits for a condition, with a deadline and an error that names the condition, instead of sleeping for a fixed time.</summary>
/// <remarks>Every wait also ends with the running test, so no caller needs to pass a token.</remarks>
public static class Eventually
{
    /// <summary>Long enough for a slow machine; a successful wait never takes this long.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? timeout = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, timeout);

    /// <summary>Waits until the condition holds; an exception of the condition counts as "not yet".</summary>
    /// <exception cref="TimeoutException">The condition did not hold in time; the last exception is the inner one.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? timeout = null)
    {
        var clock = Stopwatch.StartNew();
        var limit = timeout ?? DefaultTimeout;
        var cancellation = TestContext.Current.CancellationToken;
        Exception? last;
        do
        {
            try
            {
                if (await condition())
                {
                    return;
                }

                last = null;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                last = exception;
            }

            await Task.Delay(Step, cancellation);
        }
        while (clock.Elapsed < limit);

        throw new TimeoutException(Sentence(what, limit, last), last);
    }

    /// <summary>Waits until the probe returns a value, and returns it.</summary>
    /// <exception cref="TimeoutException">The probe returned no value in time.</exception>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> probe, string what, TimeSpan? timeout = null)
        where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await probe()) is not null, what, timeout);
        return found!;
    }

    private static string Sentence(string what, TimeSpan limit, Exception? last)
    {
        var seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var reason = last is null ? "" : $" (last error: {last.Message})";
        return $"Waited {seconds} s for {what}, in vain{reason}.";
    }
}
