using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>Changes of a transaction to flow-control keys and their lines, collected so that all keys are locked together and in order.</summary>
internal sealed class FlowChanges
{
    private readonly SortedDictionary<string, FlowControlSpec> _configured = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FlowControlSpec> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _woken = new(StringComparer.Ordinal);
    private readonly List<(string MessageId, string Key)> _joined = [];
    private readonly List<string> _left = [];

    /// <summary>Keys with the limits of their newest message.</summary>
    public IReadOnlyCollection<FlowControlSpec> Configured => _configured.Values;

    /// <summary>Keys that must exist; those that exist keep their limits.</summary>
    public IReadOnlyCollection<FlowControlSpec> Used => [.. _used.Values.Where(spec => !_configured.ContainsKey(spec.Key))];

    /// <summary>Keys that become due for granting now.</summary>
    public IReadOnlyCollection<string> Woken => [.. _woken.Where(key => !_configured.ContainsKey(key) && !_used.ContainsKey(key))];

    /// <summary>Unordered messages that join the end of the line, in this order.</summary>
    public IReadOnlyList<(string MessageId, string Key)> Joined => _joined;

    /// <summary>Messages that left the line and hold no permit in this process.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>All keys in the order in which they are locked.</summary>
    public string[] Keys => [.. new SortedSet<string>(_configured.Keys.Concat(_used.Keys).Concat(_woken), StringComparer.Ordinal)];

    public bool IsEmpty => _configured.Count + _used.Count + _woken.Count == 0;

    /// <summary>Records a new message: its limits replace those of the key.</summary>
    public void Configure(FlowControlSpec spec) => _configured[spec.Key] = spec;

    /// <summary>Records that the key is in use, so that it must exist.</summary>
    public void Use(FlowControlSpec spec) => _used.TryAdd(spec.Key, spec);

    /// <summary>Adds the message to the line. Its key must also be passed to <see cref="Configure"/> or <see cref="Use"/>.</summary>
    public void Join(string messageId, string key) => _joined.Add((messageId, key));

    /// <summary>Records that an attempt of the message was settled: it leaves the line and its key becomes due.</summary>
    public void Leave(string messageId, string key)
    {
        _left.Add(messageId);
        _woken.Add(key);
    }
}
