// BusQStash with RabbitMQ, PostgreSQL and two workers, and a program that sends and receives. `dotnet run` starts all of it (requires Docker);
// `dotnet run -- --operation publish --publisher manifest --output-path manifest.json` writes what would be deployed, without Docker.
var builder = DistributedApplication.CreateBuilder(args);

var busqstash = builder.AddBusQStash("busqstash")
    .WithSources("../..")
    .WithBroker(builder.AddRabbitMQ("rabbit").WithDataVolume())
    .WithLedger(builder.AddPostgres("postgres").WithDataVolume().AddDatabase("ledger"))
    .WithWorkers();

var receiver = builder.AddProject<Projects.AspireReceiver>("receiver").WithHttpEndpoint().WithReference(busqstash);
busqstash.WithDestination("orders", receiver.GetEndpoint("http"), "/orders");

builder.Build().Run();
