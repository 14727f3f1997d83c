using IncubatorHub.HardwareSim.Modbus;
using IncubatorHub.HardwareSim.Models;
using IncubatorHub.HardwareSim.Tests.Models;

namespace IncubatorHub.HardwareSim.Tests.Modbus;

public class RegisterMapTests
{
    public static TheoryData<string> Kinds => [.. DeviceKinds.All.Where(k => RegisterMap.Of(k) is not null)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_stands_for_a_point_whose_whole_range_fits_its_type(string kind)
    {
        var device = Given.Device(kind);
        foreach (var field in RegisterMap.Of(kind)!.Fields)
        {
            var point = device.Find(field.Point).ShouldNotBeNull(field.Point);
            var words = new ushort[2];
            foreach (var value in new[] { point.Low, point.High })
            {
                field.Encode(value, words);
                field.Decode(words).ShouldBe(value, Math.Max(field.Scale / 2, Math.Abs(value) * 1e-6), $"{kind} {field.Point}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Everything_that_a_master_may_see_or_set_is_in_the_map(string kind)
    {
        var mapped = RegisterMap.Of(kind)!.Fields.Select(f => f.Point).ToHashSet();
        Given.Device(kind).Points.Where(p => p.Kind != PointKind.World).Select(p => p.Name).ShouldAllBe(name => mapped.Contains(name));
    }

    [Fact]
    public void The_document_shows_the_maps_as_they_are()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IncubatorHub.sln"))) root = root.Parent.ShouldNotBeNull();
        File.ReadAllText(Path.Combine(root.FullName, "docs", "hardware-sim.md")).ShouldContain(
            MapDescription.AsMarkdown(), Case.Sensitive, "Run 'describe --format markdown' and put its output into docs/hardware-sim.md.");
    }
}
