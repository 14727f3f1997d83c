namespace IncubatorHub.Laboratory;

/// <summary>Names this wing's assembly.</summary>
public static class LaboratoryWing
{
    /// <summary>The assembly whose entity configurations make this wing's part of the model.</summary>
    public static System.Reflection.Assembly Assembly => typeof(LaboratoryWing).Assembly;
}
