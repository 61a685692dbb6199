// What the documents' blocks of code take for granted: the host they are written into, and types of the reader's own.
// No using here reaches them; each page must name what it needs.

public static class Around
{
    public static readonly string[] args = [];
    public static readonly Microsoft.AspNetCore.Builder.WebApplicationBuilder builder = null!;
    public static readonly Microsoft.AspNetCore.Builder.WebApplication app = null!;
    public static readonly BusQStash.Client.IBusQStashClient client = null!;
    public static readonly MassTransit.IBus bus = null!;
    public static readonly MassTransit.IMessageScheduler scheduler = null!;
    public static readonly MassTransit.ConsumeContext<Reminder> context = null!;
    public static readonly BusQStash.Contracts.Messages.EnqueueMessage command = null!;
    public static readonly Order order = new(1);
    public static readonly byte[] json = [];
    public static readonly byte[] rawBody = [];
    public static readonly string currentSigningKey = "";
    public static readonly string nextSigningKey = "";
    public static readonly string signatureHeader = "";

    public static System.Threading.Tasks.Task Alert(string destination, string? deadLetter) => System.Threading.Tasks.Task.CompletedTask;
}

public sealed record Order(int Id);

public sealed record Reminder(string Text);

public sealed class Reminders : MassTransit.IConsumer<Reminder>
{
    public System.Threading.Tasks.Task Consume(MassTransit.ConsumeContext<Reminder> context) => System.Threading.Tasks.Task.CompletedTask;
}
