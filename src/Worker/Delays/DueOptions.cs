namespace BusQStash.Worker.Delays;

/// <summary>Settings of delays, section <c>BusQStash:Delays</c>.</summary>
internal sealed class DueOptions
{
    public const string SectionName = "BusQStash:Delays";

    /// <summary>Maximum polling interval for due rows; 250 ms by default. The dispatcher wakes earlier for a known due time.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Rows claimed at once; 200 by default.</summary>
    public int GroupSize { get; set; } = 200;

    /// <summary>How long a claim hides a row from other workers; 30 s by default. A worker that dies in between delays it by that much.</summary>
    public TimeSpan Hold { get; set; } = TimeSpan.FromSeconds(30);
}
