using System.Diagnostics.CodeAnalysis;

namespace BusQStash.Client.Receiving;

/// <summary>The outcome of verifying a signature.</summary>
public sealed record SignatureResult
{
    private SignatureResult(SignatureFailure failure, string? error, SignatureClaims? claims)
    {
        Failure = failure;
        Error = error;
        Claims = claims;
    }

    /// <summary>Whether the request is genuine.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Failure == SignatureFailure.None;

    /// <summary>The check that failed.</summary>
    public SignatureFailure Failure { get; }

    /// <summary>The failure in words; it contains no secret.</summary>
    public string? Error { get; }

    /// <summary>The signature's claims.</summary>
    public SignatureClaims? Claims { get; }

    internal static SignatureResult Valid(SignatureClaims claims) => new(SignatureFailure.None, null, claims);

    internal static SignatureResult Invalid(SignatureFailure failure, string error) => new(failure, error, null);
}
