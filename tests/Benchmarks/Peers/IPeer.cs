using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Peers;

/// <summary>Another system that takes jobs and posts them to a destination, set up as its own manual recommends.</summary>
internal interface IPeer : IAsyncDisposable
{
    string Name { get; }

    /// <summary>How it is set up, in the words a reader needs to judge the comparison.</summary>
    string Setup { get; }

    /// <summary>Its servers, by the names they have in the table.</summary>
    IReadOnlyDictionary<string, int> Servers { get; }

    /// <summary>Makes so many jobs while nobody works on them.</summary>
    Task FillAsync(int jobs, string destination);

    /// <summary>Starts the process that works on them.</summary>
    ChildProcess StartWorker(int concurrency);
}
