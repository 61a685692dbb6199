namespace BusQStash.Bus.Inspection;

/// <summary>Where RabbitMQ's management API is, section <c>BusQStash:Broker:Management</c>. Only the doctor asks it; without it some things cannot be seen.</summary>
internal sealed class ManagementOptions
{
    public const string SectionName = "BusQStash:Broker:Management";

    /// <summary>Its address; port 15672 (15671 with TLS) of the broker's host when nothing is given.</summary>
    public Uri? Url { get; set; }

    /// <summary>Its user; the one of <c>ConnectionStrings:RabbitMq</c> when nothing is given. It needs the tag <c>monitoring</c> to see nodes and policies.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }
}
