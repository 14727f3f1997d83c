using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Bench.Usage;

/// <summary>How instruments of a class draw power, and the signature that a manager would set for it from its data sheet.</summary>
/// <param name="Name">The class.</param>
/// <param name="Signature">What tells use.</param>
/// <param name="StandBy">Watts at rest.</param>
/// <param name="Noise">Standard deviation, watts.</param>
/// <param name="BlipsADay">Starts of a motor or lamp that are no use, a day.</param>
/// <param name="Work">Watts at work, by seconds since its start and seconds until its end.</param>
internal sealed record SimulatedClass(
    string Name, UsageSignature Signature, double StandBy, double Noise, double BlipsADay, (int Least, int Most) Minutes, Func<double, double, double> Work)
{
    public static readonly SimulatedClass[] All =
    [
        new("centrifuge", new(150, 40, 60, 180, 60), 8, 4, 3, (10, 60), (s, left) => Math.Min(650, 80 + (s * 12)) - (left < 60 ? 300 : 0)),
        new("thermal cycler", new(60, 25, 120, 300, 60), 14, 2, 2, (45, 180), (s, _) => 180 + (110 * Math.Sign(Math.Sin(s / 22)))),
        new("autoclave", new(300, 60, 180, 900, 60), 20, 6, 1, (40, 90), (s, _) => s < 1_200 ? 2_000 : s % 120 < 40 ? 1_500 : 90),
        new("microscope", new(30, 18, 120, 600, 60), 9, 2.5, 4, (20, 240), (s, _) => 52 + (4 * Math.Sin(s / 300))),
        new("3D printer", new(60, 25, 180, 600, 60), 12, 3, 2, (60, 600), (s, _) => s % 45 < 20 ? 240 : 48),
        new("laser cutter", new(200, 90, 30, 240, 60), 45, 12, 4, (5, 60), (s, _) => s % 200 < 140 ? 900 : 260),
    ];
}
