namespace IncubatorHub.Hub.Demo;

/// <summary>A house of the demo.</summary>
/// <param name="Lab">Which simulated laboratory stands in it, from 1; 0: none, its gateway is played by the fleet.</param>
internal sealed record DemoPlace(
    string Code, Both Name, string Prefecture, string Project, double Latitude, double Longitude, string Operator, string Campus, int Lab);

/// <summary>
/// 341 houses over the 47 prefectures. The six example places of the programme are there by name; each of them has a simulated laboratory
/// behind a real edge agent.
/// </summary>
internal static class DemoPlaces
{
    private static readonly DemoPlace[] Examples =
    [
        new("kobe-mi", new("Kobe Medical Industry Core Facilities", "神戸医療産業都市 中核施設"), "28", "KNS-B", 34.6560, 135.2130, "City of Kobe", "Port Island", 1),
        new("hokudai-bs", new("Hokkaido University Business Spring", "北大ビジネス・スプリング"), "01", "HKD", 43.0850, 141.3400, "SME support organisation", "Hokkaido University", 2),
        new("shionogi-pic", new("Shionogi Pharma-Innovation Center", "シオノギ創薬イノベーションセンター"), "01", "HKD", 43.0840, 141.3380, "Industry and university", "Hokkaido University", 3),
        new("fukuoka-lsi", new("System LSI Centre Fukuoka", "福岡システムLSI総合開発センター"), "40", "KYS-S", 33.5900, 130.3560, "Fukuoka Prefecture", "", 4),
        new("tama", new("TAMA Industrial Vitalization Centre", "TAMA産業活性化センター"), "13", "KNT-R", 35.6560, 139.3390, "TAMA Association", "", 5),
        new("hamamatsu-opt", new("Hamamatsu Optronics Incubator (San-En-Nanshin)", "浜松オプトロニクス・インキュベータ（三遠南信）"), "22", "KNT-R", 34.7250, 137.7180, "Hamamatsu City", "", 6),
    ];

    // Houses a prefecture beside the examples, from 01 Hokkaido to 47 Okinawa: roughly by the size of its industry; 335 in all.
    private static readonly int[] Count =
    [
        12, 4, 5, 7, 4, 5, 6, 8, 6, 6, 12, 10, 24, 16, 7, 5, 6, 5, 4, 8, 6, 9, 15, 6, 6, 11, 18, 13, 4, 4, 3, 4, 6, 8, 5, 4, 4, 5, 4, 11, 4, 4, 5, 4, 3, 4, 5,
    ];

    public static IReadOnlyList<DemoPlace> All(IReadOnlyList<(string Code, string En, string Ja, double Latitude, double Longitude)> prefectures, IReadOnlyDictionary<string, string[]> projects, DemoDice dice)
    {
        var places = new List<DemoPlace>(Examples);
        foreach (var prefecture in prefectures.OrderBy(one => one.Code, StringComparer.Ordinal))
        {
            for (var n = 1; n <= Count[int.Parse(prefecture.Code, System.Globalization.CultureInfo.InvariantCulture) - 1]; n++)
            {
                var name = DemoNames.House(prefecture.En, prefecture.Ja, n);
                places.Add(new DemoPlace(
                    $"{prefecture.En.ToLowerInvariant()}-{n:00}", name, prefecture.Code, dice.Pick(projects[prefecture.Code]),
                    dice.Around(prefecture.Latitude, 0.18), dice.Around(prefecture.Longitude, 0.18),
                    dice.Chance(0.7) ? $"{prefecture.En} Prefecture" : $"{prefecture.En} Industry Foundation",
                    name.En.Contains("Campus", StringComparison.Ordinal) ? $"{prefecture.En} University" : "", 0));
            }
        }

        return places;
    }
}
