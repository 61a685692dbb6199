namespace BusQStash.Api.Doctor;

/// <summary>How many files this process may open; <see langword="null"/> where nobody tells.</summary>
internal delegate long? OpenFilesLimit();
