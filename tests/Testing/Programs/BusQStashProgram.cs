namespace BusQStash.Testing.Programs;

/// <summary>The programs of the system.</summary>
public enum BusQStashProgram
{
    Api,
    Worker,
}
