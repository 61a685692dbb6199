namespace BusQStash.Api.Overview;

/// <summary>The settings this process knows.</summary>
internal sealed record SettingList(IReadOnlyList<SettingResource> Items);
