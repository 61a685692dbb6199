namespace Aspire.Hosting.ApplicationModel;

/// <summary>The environment variables of a server's containers.</summary>
/// <remarks>Evaluated after the server is fully configured, so the order of the configuration calls does not matter.</remarks>
internal static class BusQStashEnvironment
{
    internal static void OfServer(BusQStashResource server, EnvironmentCallbackContext context)
    {
        OfBoth(server, context);
        context.EnvironmentVariables["BusQStash__Token"] = server.Token;
        if (server.Workers.Count > 0)
        {
            context.EnvironmentVariables["BusQStash__Worker__InProcess"] = "false";
        }
    }

    internal static void OfWorker(BusQStashResource server, EnvironmentCallbackContext context) => OfBoth(server, context);

    /// <summary>The variables for a program that uses the server, under the names the SDKs read.</summary>
    internal static void OfClient(BusQStashResource server, EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables["QSTASH_URL"] = server.Endpoint;
        context.EnvironmentVariables["QSTASH_TOKEN"] = server.Token;
        context.EnvironmentVariables["QSTASH_CURRENT_SIGNING_KEY"] = server.CurrentSigningKey;
        context.EnvironmentVariables["QSTASH_NEXT_SIGNING_KEY"] = server.NextSigningKey;
    }

    private static void OfBoth(BusQStashResource server, EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        if (server.Workers.Count > 0 && (server.Broker is null || server.Ledger is null))
        {
            throw new DistributedApplicationException(
                $"'{server.Name}' has workers of its own, so it needs a broker and a ledger they share: call WithBroker and WithLedger, or leave out WithWorkers.");
        }

        if (server.Broker is { } broker)
        {
            variables["ConnectionStrings__RabbitMq"] = new ConnectionStringReference(broker.Resource, optional: false);
        }

        if (server.Ledger is { } ledger)
        {
            variables["ConnectionStrings__Postgres"] = new ConnectionStringReference(ledger.Resource, optional: false);
        }

        // The first process to start writes the keys into the ledger, and that may be a worker.
        variables["BusQStash__CurrentSigningKey"] = server.CurrentSigningKey;
        variables["BusQStash__NextSigningKey"] = server.NextSigningKey;
        if (server.PrivateNetworks ?? context.ExecutionContext.IsRunMode)
        {
            variables["BusQStash__Destinations__AllowPrivateNetworks"] = "true";
        }

        foreach (var (name, url) in server.Destinations)
        {
            variables[$"BusQStash__Apis__{name}__Url"] = url;
            variables[$"BusQStash__Apis__{name}__RequireCallback"] = "false";
        }
    }
}
