using BusQStash.Client;
using BusQStash.Client.Receiving;

// A program that publishes to itself: the client's and the receiver's side of the package.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddBusQStashClient();
builder.Services.AddQStashReceiver(options => options.FetchKeys = true);
var app = builder.Build();
app.MapPost("/send", async (IBusQStashClient client, HttpRequest request) =>
    (await client.EnqueueJsonAsync("orders", $"http://{request.Host}/orders", new Order(7))).MessageId);
app.MapPost("/orders", (Order order, QStashDelivery delivery, ILogger<Order> logger) =>
    logger.LogInformation("order {Id} came with {MessageId}", order.Id, delivery.MessageId)).RequireQStashSignature();
app.Run();

internal sealed record Order(int Id);
