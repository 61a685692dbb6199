using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BusQStash.Bus.Connections;

/// <summary>Decides whether a node's certificate is trusted, and reports in one sentence why not.</summary>
/// <param name="authorities">Trusted authorities; <see langword="null"/> for the system's.</param>
/// <param name="node">The node that presents the certificate.</param>
/// <param name="name">The name the certificate must contain.</param>
internal sealed class BrokerCertificateCheck(X509Certificate2Collection? authorities, BrokerNode node, string name)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <exception cref="BrokerCertificateException">The certificate is not trusted.</exception>
    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
        {
            throw new BrokerCertificateException($"{node} shows no certificate.");
        }

        var shown = certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var own = authorities is null ? null : Build(shown, chain);
        if (own is null ? errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) : own.ChainStatus.Length > 0)
        {
            throw new BrokerCertificateException(Describe(shown, (own ?? chain).ChainStatus));
        }

        return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? true
            : throw new BrokerCertificateException(
                $"The certificate of {node} is not for the name {name} ({shown.Subject}); what it is for can be set as {BrokerTlsOptions.Name(nameof(BrokerTlsOptions.ServerName))}.");
    }

    private X509Chain Build(X509Certificate2 shown, X509Chain sent)
    {
        var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities!);
        chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        _ = chain.Build(shown);
        return chain;
    }

    private string Describe(X509Certificate2 shown, X509ChainStatus[] statuses)
    {
        var all = statuses.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        if (all.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"A certificate of {node} is not valid now ({shown.Subject}, from {shown.NotBefore.ToUniversalTime():u} to {shown.NotAfter.ToUniversalTime():u}).");
        }

        return (all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0
            ? $"The certificate of {node} was issued by nobody who is trusted ({shown.Issuer}); whom to trust is set as {BrokerTlsOptions.Name(nameof(BrokerTlsOptions.CaFile))}."
            : $"The certificate of {node} is not to be trusted ({shown.Subject}): {string.Join(", ", statuses.Select(status => status.Status))}.";
    }
}
