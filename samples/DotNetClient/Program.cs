using BusQStash.Client;

using var client = BusQStashClient.Create();    // reads QSTASH_URL and QSTASH_TOKEN
await client.PublishJsonAsync("http://127.0.0.1:9000/hook", new { hello = "world" }, new() { Retries = 5 });
await client.EnqueueJsonAsync("orders", "http://127.0.0.1:9000/orders", new { id = 1 });
