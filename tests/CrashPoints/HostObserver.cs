using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace BusQStash.CrashPoints;

/// <summary>Waits for the host that is about to be built, and puts points around its services.</summary>
internal sealed class HostObserver : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Hosting = "Microsoft.Extensions.Hosting";
    private const string Building = "HostBuilding";

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Hosting)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Building)
        {
            // Behind all registrations of the program.
            ((IHostBuilder)value.Value!).ConfigureServices(PointedServices.Surround);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
