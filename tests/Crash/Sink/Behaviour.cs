using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Crash.Sink;

/// <summary>How the sink treats the attempts of a message. It depends on the path and the retry number alone, so a repeat gets the same answer.</summary>
internal readonly record struct Behaviour(char Code, int Number)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(15);

    /// <summary>Answers 200 after some time.</summary>
    public static Behaviour Answer(TimeSpan after) => new('o', (int)after.TotalMilliseconds);

    /// <summary>Answers this many attempts with 503, the next with 200.</summary>
    public static Behaviour FailFirst(int attempts) => new('e', attempts);

    /// <summary>Answers every attempt with 500.</summary>
    public static Behaviour FailAlways { get; } = new('x', 0);

    /// <summary>Leaves this many attempts without an answer.</summary>
    public static Behaviour HangFirst(int attempts) => new('h', attempts);

    /// <summary>Resets the connection of this many attempts.</summary>
    public static Behaviour ResetFirst(int attempts) => new('r', attempts);

    /// <summary>The message must end as a dead letter.</summary>
    public bool IsHopeless => Code == 'x';

    public static Behaviour Parse(string text) => new(text[0], int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture));

    /// <summary>Waits for the answer's delay.</summary>
    /// <returns>The status to answer; null to reset the connection.</returns>
    public async Task<int?> DecideAsync(int retried, CancellationToken cancellation)
    {
        switch (Code)
        {
            case 'o':
                await Task.Delay(Number, cancellation);
                return StatusCodes.Status200OK;
            case 'h' when retried < Number:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return null;
            case 'r' when retried < Number:
                return null;
        }

        await Task.Delay(Usual, cancellation);
        return Code switch
        {
            'x' => StatusCodes.Status500InternalServerError,
            'e' when retried < Number => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code}{Number}");
}
