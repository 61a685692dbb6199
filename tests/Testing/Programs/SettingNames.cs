namespace BusQStash.Testing.Programs;

/// <summary>Environment variables of the programs, as documented in the README.</summary>
public static class SettingNames
{
    public const string RabbitMq = "ConnectionStrings__RabbitMq";
    public const string BrokerCaFile = "BusQStash__Broker__Tls__CaFile";
    public const string BrokerClientCertificateFile = "BusQStash__Broker__Tls__ClientCertificateFile";
    public const string BrokerClientCertificatePassword = "BusQStash__Broker__Tls__ClientCertificatePassword";
    public const string BrokerServerName = "BusQStash__Broker__Tls__ServerName";
    public const string BrokerAcceptAnyCertificate = "BusQStash__Broker__Tls__DangerousAcceptAnyServerCertificate";
    public const string Postgres = "ConnectionStrings__Postgres";
    public const string Token = "BusQStash__Token";
    public const string ReadOnlyToken = "BusQStash__ReadOnlyToken";
    public const string CurrentSigningKey = "BusQStash__CurrentSigningKey";
    public const string NextSigningKey = "BusQStash__NextSigningKey";
    public const string WorkerInProcess = "BusQStash__Worker__InProcess";
    public const string AllowPrivateNetworks = "BusQStash__Destinations__AllowPrivateNetworks";
    public const string AllowDevelopmentToken = "BusQStash__AllowDevelopmentToken";
    public const string StartMargin = "BusQStash__FlowControl__StartMargin";
    public const string BackoffFactor = "BusQStash__Retry__BackoffFactor";
    public const string DataDirectory = "BusQStash__DataDirectory";
    public const string Urls = "ASPNETCORE_URLS";
}
