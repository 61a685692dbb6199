namespace BusQStash.Client.Events;

/// <summary>What the live feed says.</summary>
/// <param name="Entry">A new entry; <see langword="null"/> when some were left out.</param>
/// <param name="Skipped">How many were left out, as far as they were counted: more came than the feed shows.</param>
public sealed record LiveNews(LiveEntry? Entry, int Skipped);
