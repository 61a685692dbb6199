using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BusQStash.Worker.Destinations;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>A certificate for this machine, and a worker that trusts it.</summary>
internal static class TrustedCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    public static void Trust(IServiceCollection services) => services.AddHttpClient(DestinationHandler.Guarded)
        .ConfigurePrimaryHttpMessageHandler((handler, _) =>
            ((SocketsHttpHandler)handler).SslOptions.RemoteCertificateValidationCallback =
                static (_, certificate, _, _) => certificate?.Subject == "CN=localhost");
}
