using BusQStash.Client;
using BusQStash.Client.Receiving;

// What it must know of the server, it is told by the app host: QSTASH_URL, QSTASH_TOKEN and the two signing keys.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddBusQStashClient();
builder.Services.AddQStashReceiver();
var app = builder.Build();
app.MapPost("/send", async (IBusQStashClient client) => (await client.EnqueueJsonAsync("orders", "api/orders", new Order(7))).MessageId);
app.MapPost("/orders", (Order order, QStashDelivery delivery) => Console.WriteLine($"order {order.Id} came with {delivery.MessageId}")).RequireQStashSignature();
app.Run();

internal sealed record Order(int Id);
