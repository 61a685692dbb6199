using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace BusQStash.Bus.Inspection;

/// <summary>
/// Inspects the broker through its own connection without changing anything: rights are tested with operations on names that do not exist, which
/// RabbitMQ refuses first for a missing right and only then for the missing name.
/// </summary>
public sealed class BrokerInspection(IServiceProvider services)
{
    /// <summary>Inspects the broker; throws only when canceled.</summary>
    /// <param name="ledgerId">The ledger whose marker is looked for; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the inspection.</param>
    public async Task<BrokerCondition> LookAsync(string? ledgerId, CancellationToken cancellationToken)
    {
        var options = ((IOptions<BrokerOptions>?)services.GetService(typeof(IOptions<BrokerOptions>)))?.Value;
        if (options?.Kind is not TransportKind.RabbitMq)
        {
            return new BrokerCondition { Kind = TransportKind.InMemory };
        }

        var management = services.GetService(typeof(BrokerManagement)) as BrokerManagement;
        var asked = management?.LookAsync(cancellationToken) ?? Task.FromResult<(ManagementView?, string?)>((null, "it is not set up"));
        var condition = await ConnectAsync(options, ledgerId, cancellationToken);
        var (view, failure) = await asked;
        return condition with { Management = view, ManagementFailure = failure };
    }

    private static async Task<BrokerCondition> ConnectAsync(BrokerOptions options, string? ledgerId, CancellationToken cancellationToken)
    {
        var condition = new BrokerCondition { Kind = TransportKind.RabbitMq, TrustsAnybody = options.UsesTls && options.Tls.DangerousAcceptAnyServerCertificate };
        try
        {
            var setup = new ConnectionSetup(options);
            await using var connection = await RawConnections.OpenAsync(setup, "busqstash doctor", cancellationToken).WaitAsync(setup.OpenLimit, cancellationToken);
            var version = BrokerAdmin.ReadVersion(connection);
            return condition with
            {
                Version = version,
                IsSupported = version is null || version >= BrokerAdmin.Oldest,
                MissingRights = await MissingRightsAsync(connection, cancellationToken),
                HasMarker = ledgerId is null ? null : await RefusalAsync(
                    connection, channel => channel.ExchangeDeclarePassiveAsync(BrokerNames.Marker(ledgerId), cancellationToken), cancellationToken) is not { ReplyCode: Constants.NotFound },
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return condition with { Failure = exception is TimeoutException ? "no answer in time" : ConnectFailure.Describe(exception, options.UsesTls).ReplaceLineEndings(" ") };
        }
    }

    private static async Task<List<string>> MissingRightsAsync(IConnection connection, CancellationToken cancellationToken)
    {
        List<string> missing = [];
        foreach (var prefix in BrokerNames.Prefixes)
        {
            // No queue has this name; if one were created at this moment, it would not be one of ours.
            var name = $"{prefix}doctor-{Guid.NewGuid():N}";
            await AskAsync("configure", channel => channel.QueueDeleteAsync(name, ifUnused: true, ifEmpty: true, cancellationToken: cancellationToken));

            // Needs write on the queue, then read on the exchange; which of them is missing stands in the text.
            await AskAsync("write", channel => channel.QueueBindAsync(name, name, "", cancellationToken: cancellationToken));
            await AskAsync("read", channel => channel.BasicGetAsync(name, autoAck: false, cancellationToken));

            async Task AskAsync(string right, Func<IChannel, Task> operation)
            {
                if (await RefusalAsync(connection, operation, cancellationToken) is { ReplyCode: Constants.AccessRefused } refusal
                    && refusal.ReplyText.Contains($"queue '{name}'", StringComparison.Ordinal))
                {
                    missing.Add($"{right} on {prefix}*");
                }
            }
        }

        return missing;
    }

    /// <summary>Why the broker refuses it, or <see langword="null"/>; uses its own channel, which a refusal closes.</summary>
    private static async Task<ShutdownEventArgs?> RefusalAsync(IConnection connection, Func<IChannel, Task> operation, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await operation(channel);
            return null;
        }
        catch (OperationInterruptedException exception)
        {
            return exception.ShutdownReason;
        }
    }
}
