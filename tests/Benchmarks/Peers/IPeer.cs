using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Peers;

/// <summary>Another system that takes jobs and posts them to a destination, set up as its own manual recommends.</summary>
/// <remarks>Every filling goes to a fresh queue, so that what a killed worker left half done does not come back in the next run.</remarks>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>Shared servers by the names they have in the table.</summary>
    const string PostgreSql = "PostgreSQL";

    /// <inheritdoc cref="PostgreSql"/>
    const string RabbitMq = "RabbitMQ";

    string Name { get; }

    /// <summary>How it is set up, in the words a reader needs to judge the comparison.</summary>
    string Setup { get; }

    /// <summary>Servers of its own, by the names they have in the table.</summary>
    IReadOnlyList<(string Name, int Id)> Servers { get; }

    /// <summary>Which of the shared servers it works with.</summary>
    IReadOnlyList<string> Uses { get; }

    /// <summary>Makes so many jobs while nobody works on them.</summary>
    Task FillAsync(int jobs, string destination);

    /// <summary>Starts the process that works on what was filled in last.</summary>
    ChildProcess StartWorker(int concurrency);
}
