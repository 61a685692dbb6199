using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Generates a token in QStash's format, from which the workflow SDKs read a user: base64 of <c>{"UserID":"…","Password":"…"}</c>.</summary>
internal sealed class TokenDefault : ParameterDefault
{
    private const int PasswordBytes = 24;

    // A manifest can only request random characters. Such a token works except with the workflow SDKs.
    private static readonly GenerateParameterDefault InManifest = new() { MinLength = 2 * PasswordBytes, Special = false };

    /// <inheritdoc/>
    public override string GetDefaultValue() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $$"""{"UserID":"defaultUser","Password":"{{Convert.ToHexString(RandomNumberGenerator.GetBytes(PasswordBytes))}}"}"""));

    /// <inheritdoc/>
    public override void WriteToManifest(ManifestPublishingContext context) => InManifest.WriteToManifest(context);
}
