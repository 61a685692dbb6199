using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Connections;

/// <summary>Rejects unreadable certificates and settings without effect at startup.</summary>
internal sealed class BrokerTlsValidator : IValidateOptions<BrokerOptions>
{
    public ValidateOptionsResult Validate(string? name, BrokerOptions options)
    {
        var tls = options.Tls;
        if (options.Address is { Tls: false } && tls.ListSet().FirstOrDefault() is { } first)
        {
            return ValidateOptionsResult.Fail($"{first} is set, but ConnectionStrings__RabbitMq begins with amqp://, which is not encrypted. Write amqps://.");
        }

        if (string.IsNullOrEmpty(tls.ClientCertificateFile) && !(string.IsNullOrEmpty(tls.ClientCertificateKeyFile) && string.IsNullOrEmpty(tls.ClientCertificatePassword)))
        {
            return ValidateOptionsResult.Fail(
                $"There is a key or a password for a client certificate, but {BrokerTlsOptions.Name(nameof(BrokerTlsOptions.ClientCertificateFile))} is not set.");
        }

        try
        {
            tls.LoadAuthorities();
            tls.LoadClientCertificate();
            return ValidateOptionsResult.Success;
        }
        catch (InvalidOperationException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }
}
