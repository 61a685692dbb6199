using BusQStash.Testing.Networks;

namespace BusQStash.Crash.Runs;

/// <summary>The ways of one process to the database and to the broker, which may be disturbed without disturbing the others'.</summary>
internal sealed class Ways(string database, string amqp) : IAsyncDisposable
{
    private readonly (NetworkLink Link, string Text) _database = NetworkLink.ToDatabase(database);
    private readonly (NetworkLink Link, string Text) _broker = NetworkLink.ToBroker(amqp);

    public NetworkLink ToDatabase => _database.Link;

    public NetworkLink ToBroker => _broker.Link;

    /// <summary>The connection string the process is given.</summary>
    public string Database => _database.Text;

    /// <summary>The address the process is given.</summary>
    public string Amqp => _broker.Text;

    /// <summary>The process's host is gone: nobody closes its connections.</summary>
    public void Lose()
    {
        ToDatabase.Lose();
        ToBroker.Lose();
    }

    /// <summary>Everything passes again; connections of a host that was lost never do.</summary>
    public void Heal()
    {
        ToDatabase.Heal();
        ToBroker.Heal();
    }

    public async ValueTask DisposeAsync()
    {
        await ToDatabase.DisposeAsync();
        await ToBroker.DisposeAsync();
    }
}
