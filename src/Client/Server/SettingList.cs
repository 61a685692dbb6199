namespace BusQStash.Client.Server;

/// <summary>The settings as they travel.</summary>
internal sealed record SettingList(IReadOnlyList<ServerSetting> Items);
