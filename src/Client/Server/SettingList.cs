namespace BusQStash.Client.Server;

/// <summary>The settings in wire format.</summary>
internal sealed record SettingList(IReadOnlyList<ServerSetting> Items);
