using MassTransit;
using OutcomeSubscriber;

// Prints the outcome of the messages BusQStash delivers. Run it with ConnectionStrings__RabbitMq set as for BusQStash.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMassTransit(bus =>
{
    bus.AddConsumer<OutcomeConsumer>();
    bus.UsingRabbitMq((context, rabbit) =>
    {
        rabbit.Host(new Uri(builder.Configuration.GetConnectionString("RabbitMq") ?? "amqp://guest:guest@localhost:5672"));
        rabbit.ConfigureEndpoints(context);
    });
});

await builder.Build().RunAsync();
