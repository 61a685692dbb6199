namespace BusQStash.Api.Doctor;

/// <summary>The number of files this process may open; <see langword="null"/> where it is unknown.</summary>
internal delegate long? OpenFilesLimit();
