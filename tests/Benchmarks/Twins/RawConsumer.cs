using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using BusQStash.Benchmarks.Sinks;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BusQStash.Benchmarks.Twins;

/// <summary>The raw twin: what somebody writes by hand who wants messages posted to a destination, and no more.</summary>
/// <remarks>
/// Takes a message, posts its body, acknowledges it once the answer was a 2xx. With a concurrency of 1 it is a sequential loop. The durable one commits a row before it
/// acknowledges: the least that an order needs which survives a crash.
/// </remarks>
internal sealed class RawConsumer(IChannel channel, HttpClient http, Uri destination, DeliveredRows? rows)
{
    public const string Role = "raw-consumer";
    private static readonly MediaTypeHeaderValue ContentType = new(MediaTypeNames.Text.Plain);

    /// <param name="arguments">Broker's address, queue, concurrency, prefetch, destination; for the durable one its database as well.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var concurrency = ushort.Parse(arguments[2], CultureInfo.InvariantCulture);
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        await using var connection = await new ConnectionFactory { Uri = new Uri(arguments[0]) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: concurrency));
        await channel.BasicQosAsync(0, ushort.Parse(arguments[3], CultureInfo.InvariantCulture), global: false);
        await using var rows = arguments.Length > 5 ? await DeliveredRows.OpenAsync(arguments[5]) : null;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += new RawConsumer(channel, http, new Uri(arguments[4]), rows).ReceiveAsync;
        await channel.BasicConsumeAsync(arguments[1], autoAck: false, consumer);
        await Task.Delay(Timeout.Infinite);
    }

    private async Task ReceiveAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var number = NumberedBody.Read(delivery.Body.Span[..NumberedBody.Digits]);
        using var content = new ReadOnlyMemoryContent(delivery.Body);
        content.Headers.ContentType = ContentType;
        using var response = await http.PostAsync(destination, content, delivery.CancellationToken);
        if (response.IsSuccessStatusCode)
        {
            if (rows is not null)
            {
                await rows.AddAsync(number, delivery.CancellationToken);
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, delivery.CancellationToken);
        }
        else
        {
            await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, delivery.CancellationToken);
        }
    }
}
