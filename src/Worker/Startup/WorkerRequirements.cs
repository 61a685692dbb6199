using Microsoft.Extensions.Configuration;

namespace BusQStash.Worker.Startup;

/// <summary>Requirements of a worker that runs as its own process.</summary>
internal static class WorkerRequirements
{
    /// <exception cref="InvalidOperationException">A setting is missing; the text says which.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString("RabbitMq")))
        {
            throw new InvalidOperationException(
                "A worker of its own gets its work from RabbitMQ: set ConnectionStrings__RabbitMq to amqp://user:password@host:port/vhost. "
                + "Without a broker, run the Api alone: it also delivers.");
        }

        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString("Postgres")))
        {
            throw new InvalidOperationException(
                "A worker of its own shares the ledger with the Api: set ConnectionStrings__Postgres to the same database. An SQLite file belongs to one process.");
        }
    }
}
