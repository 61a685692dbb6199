using System.Net.Sockets;
using System.Security.Cryptography;
using BusQStash.Store.Startup;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Hosting;

/// <summary>Says for people why a program did not start.</summary>
internal static class StartFailureText
{
    private const string Addresses = "ASPNETCORE_URLS (or Kestrel:Endpoints)";
    private const string Certificates = "Kestrel:Certificates (or Kestrel:Endpoints)";

    /// <summary>An operator can mend it: a setting, an address, a right. Everything else is a mistake of ours, and its trace is wanted.</summary>
    public static bool IsForeseen(Exception error) =>
        error is CannotStartException or OptionsValidationException or InvalidOperationException or FormatException or IOException or SocketException or UnauthorizedAccessException
            or InvalidDataException or CryptographicException
        || IsOfPort(error);

    /// <summary>One line: what could not be done, why, and what to change.</summary>
    public static string Of(Exception error) => (error switch
    {
        CannotStartException => error.Message,
        OptionsValidationException wrong => $"{SectionOf(wrong)}{string.Join("; ", wrong.Failures)}",
        IOException { InnerException: AddressInUseException } => $"{Sentence(error)} End the program that listens there, or set {Addresses} to another port.",
        SocketException socket => $"{Addresses} asks for an address this machine does not give: {socket.Message}.",
        CryptographicException => $"The certificate for https cannot be read: {Sentence(error)} Check file and password in {Certificates}.",
        FileNotFoundException or DirectoryNotFoundException => $"{Sentence(error)} If it is the certificate for https, check {Certificates}.",
        ArgumentException when IsOfPort(error) => $"{Addresses} names a port that is not a number from 0 to 65535.",
        InvalidOperationException when error.Message.StartsWith("Configuration value ", StringComparison.Ordinal) => $"{error.Message} Write Trace, Debug, Information, Warning, Error, Critical or None below Logging:LogLevel.",
        FormatException when error.Message.StartsWith("Invalid url", StringComparison.Ordinal) => $"{Addresses} makes no sense: {error.Message}. Write it as http://127.0.0.1:8080.",
        _ => Sentence(error),
    }).ReplaceLineEndings(" ");

    private static bool IsOfPort(Exception error) => error is ArgumentOutOfRangeException { ParamName: "port" };

    // Validators name the property alone.
    private static string SectionOf(OptionsValidationException wrong) =>
        wrong.OptionsType.GetField("SectionName")?.GetRawConstantValue() is string section ? $"A setting below {section} makes no sense: " : "";

    // The outer text says what could not be done ("failed to bind"), the inner ones why, unless they say the same.
    private static string Sentence(Exception error)
    {
        var text = error.Message;
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.Contains(inner.Message, StringComparison.OrdinalIgnoreCase))
            {
                text = $"{text} ({inner.Message})";
            }
        }

        return text;
    }
}
