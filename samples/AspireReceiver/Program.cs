using BusQStash.Client;
using BusQStash.Client.Receiving;

// The app host provides everything this program must know of the server: QSTASH_URL, QSTASH_TOKEN and the two signing keys.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddBusQStashClient();
builder.Services.AddQStashReceiver();
var app = builder.Build();
app.MapPost("/send", async (IBusQStashClient client) => (await client.EnqueueJsonAsync("orders", "api/orders", new Order(7))).MessageId);
app.MapPost("/orders", (Order order, QStashDelivery delivery) => Console.WriteLine($"order {order.Id} came with {delivery.MessageId}")).RequireQStashSignature();
app.Run();

internal sealed record Order(int Id);
