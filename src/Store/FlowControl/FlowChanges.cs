using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>What a transaction does to flow-control keys and their lines, gathered so that all keys are locked together and in order.</summary>
internal sealed class FlowChanges
{
    private readonly SortedDictionary<string, FlowControlSpec> _configured = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FlowControlSpec> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _woken = new(StringComparer.Ordinal);
    private readonly List<(string MessageId, string Key)> _joined = [];
    private readonly List<string> _left = [];

    /// <summary>Keys with the newest limits messages brought.</summary>
    public IReadOnlyCollection<FlowControlSpec> Configured => _configured.Values;

    /// <summary>Keys that must be there; they keep what limits they have.</summary>
    public IReadOnlyCollection<FlowControlSpec> Used => [.. _used.Values.Where(spec => !_configured.ContainsKey(spec.Key))];

    /// <summary>Keys that only have to be looked at.</summary>
    public IReadOnlyCollection<string> Woken => [.. _woken.Where(key => !_configured.ContainsKey(key) && !_used.ContainsKey(key))];

    /// <summary>Unordered messages that go to the back of the line, in this order.</summary>
    public IReadOnlyList<(string MessageId, string Key)> Joined => _joined;

    /// <summary>Messages that are neither in the line any longer nor at it in this process.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>All keys in the order in which they are locked.</summary>
    public string[] Keys => [.. new SortedSet<string>(_configured.Keys.Concat(_used.Keys).Concat(_woken), StringComparer.Ordinal)];

    public bool IsEmpty => _configured.Count + _used.Count + _woken.Count == 0;

    /// <summary>A new message came: it has the last word on the limits.</summary>
    public void Configure(FlowControlSpec spec) => _configured[spec.Key] = spec;

    /// <summary>The key is in use.</summary>
    public void Use(FlowControlSpec spec) => _used.TryAdd(spec.Key, spec);

    /// <summary>The message waits from now on. Its key is <see cref="Configure"/>d or <see cref="Use"/>d as well.</summary>
    public void Join(string messageId, string key) => _joined.Add((messageId, key));

    /// <summary>An attempt of the message was settled.</summary>
    public void Leave(string messageId, string key)
    {
        _left.Add(messageId);
        _woken.Add(key);
    }
}
