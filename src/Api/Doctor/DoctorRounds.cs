namespace BusQStash.Api.Doctor;

/// <summary>Runs one examination at a time; concurrent and immediately following requests share its report.</summary>
internal sealed class DoctorRounds(Examination examination, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private DoctorReport? _last;
    private long _madeAt;

    internal async Task<DoctorReport> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && time.GetElapsedTime(_madeAt) < Age)
            {
                return last;
            }

            _last = await examination.RunAsync(cancellationToken);
            _madeAt = time.GetTimestamp();
            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
