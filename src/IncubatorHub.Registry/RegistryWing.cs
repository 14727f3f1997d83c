namespace IncubatorHub.Registry;

/// <summary>Names this wing's assembly.</summary>
public static class RegistryWing
{
    /// <summary>The assembly whose entity configurations make this wing's part of the model.</summary>
    public static System.Reflection.Assembly Assembly => typeof(RegistryWing).Assembly;
}
