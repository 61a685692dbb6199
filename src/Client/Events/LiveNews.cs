namespace BusQStash.Client.Events;

/// <summary>An item of the live feed: a new entry, or a count of skipped ones.</summary>
/// <param name="Entry">A new entry; <see langword="null"/> when entries were skipped.</param>
/// <param name="Skipped">How many entries were skipped, as far as they were counted, because more were written than the feed shows.</param>
public sealed record LiveNews(LiveEntry? Entry, int Skipped);
