using System.Reflection;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory;
using IncubatorHub.Registry;

namespace IncubatorHub.Incubation;

/// <summary>The four wings, from the ground: what the host and the migrations take the model from.</summary>
public static class Wings
{
    /// <summary>Their assemblies.</summary>
    public static Assembly[] All { get; } = [RegistryWing.Assembly, DevicesWing.Assembly, LaboratoryWing.Assembly, typeof(Wings).Assembly];
}
