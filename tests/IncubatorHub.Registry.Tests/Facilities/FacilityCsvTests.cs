using System.Text;
using IncubatorHub.Platform.Csv;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Registry.Tests.Facilities;

public sealed class FacilityCsvTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private const string Header = "code,nameEn,nameJa,prefectureCode,latitude,longitude";

    private static string RowsOf(string prefix, int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(n => $"\n{prefix}-{n},Facility {n},施設{n},28,34.69,135.18"));

    private static int[] Counts(ApiAnswer report) => [.. new[] { "created", "changed", "unchanged", "errorCount" }.Select(name => report[name]!.GetValue<int>())];

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_dry_run_says_what_would_happen_and_changes_nothing(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        var file = Header + RowsOf("dry", 1, 3);
        Counts(await officer.Import("facilities", file, dryRun: true)).ShouldBe([3, 0, 0, 0]);
        (await officer.Get("/facilities?q=dry-")).Items.ShouldBeEmpty();
        Counts(await officer.Import("facilities", file)).ShouldBe([3, 0, 0, 0]);
        Counts(await officer.Import("facilities", file)).ShouldBe([0, 0, 3, 0]);
        Counts(await officer.Import("facilities", file.Replace("Facility 2", "Renamed 2", StringComparison.Ordinal), dryRun: true)).ShouldBe([0, 1, 2, 0]);
        Counts(await officer.Import("facilities", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(file)).ToArray())).ShouldBe([0, 0, 3, 0]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task One_wrong_row_stops_all_and_every_error_has_its_line_and_column(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        var file = Header + ",timeZone,projectCode" + """

            bad-1,Good,良,28,34.69,135.18,Asia/Tokyo,KNS-B
            bad-2,"Two
            lines",二行,48,north,135.18,Asia/Tokyo,
            bad-3,Three,三,28,34.69,135.18,Mars/Base,NONE
            bad-1,Again,再,28,34.69,135.18,Asia/Tokyo,
            """.ReplaceLineEndings("\n");
        var refused = await officer.Import("facilities", file);
        refused.Code.ShouldBe("import.rows-wrong");
        refused.Status.ShouldBe(422);
        var errors = refused["report"]!["errors"]!.AsArray().Select(one => (one!["line"]!.GetValue<int>(), one["column"]!.GetValue<string>(), one["code"]!.GetValue<string>())).ToList();
        errors.ShouldContain((3, "prefectureCode", "validation.failed"));
        errors.ShouldContain((3, "latitude", "validation.failed"));
        errors.ShouldContain((5, "timeZone", "validation.failed"));
        errors.ShouldContain((5, "projectCode", "validation.failed"));
        errors.ShouldContain((6, "code", "import.repeated"));
        errors.ShouldNotContain(error => error.Item1 == 2);
        (await officer.Get("/facilities?q=bad-")).Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_exported_comes_back_unchanged_and_cannot_run_as_a_formula(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        var wild = new[] { "=1+1", "+81", "-x", "@sum", "'=quoted", "'plain", "a,\"b\"\nc", "\t=tab" };
        for (var n = 0; n < wild.Length; n++)
            (await officer.Post("/facilities", new { code = $"wild-{n}", nameEn = wild[n].PadRight(2, '.'), nameJa = wild[n], prefectureCode = "01", latitude = 43.1, longitude = 141.3, address = wild[n] })).Status.ShouldBe(201);
        var file = await officer.Export("facilities");
        file.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue();
        var text = Encoding.UTF8.GetString(file);
        text.ShouldContain("wild-0,'=1+1,'=1+1");
        text.ShouldContain("wild-4,''=quoted");
        var back = await officer.Import("facilities", file);
        back["changed"]!.GetValue<int>().ShouldBe(0);
        back["created"]!.GetValue<int>().ShouldBe(0);
        back["unchanged"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(wild.Length);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_imports_only_his_own_facility_and_learns_nothing_of_others(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (own, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        var manager = await hub.Given.ManagerOf(own.Id);
        string Row(string code) => $"{Header}\n{code},Renamed,改名,28,34.69,135.18";
        Counts(await manager.Import("facilities", Row(own.Code))).ShouldBe([0, 1, 0, 0]);
        foreach (var code in new[] { other.Code, "not-there" })
        {
            var refused = await manager.Import("facilities", Row(code));
            refused["report"]!["errors"]!.AsArray().Single()!["code"]!.GetValue<string>().ShouldBe("auth.forbidden");
        }

        (await (await hub.Given.Auditor()).Import("facilities", Row(own.Code))).Status.ShouldBe(403);
        (await hub.Anonymous().Import("facilities", Row(own.Code))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_file_as_a_whole_is_refused_for_its_encoding_header_form_or_size()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var officer = await hub.Given.Officer();
        async Task<string?> CodeOf(byte[] file) => (await officer.Import("facilities", file)).Code;
        byte[] shiftJis = [.. Encoding.ASCII.GetBytes(Header + "\nx,X,"), 0x8E, 0x7B, 0x90, 0xDD, .. Encoding.ASCII.GetBytes(",28,34.69,135.18")];

        (await CodeOf(shiftJis)).ShouldBe("import.not-utf8");
        (await CodeOf([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header)])).ShouldBe("import.not-utf8");
        (await CodeOf(Encoding.UTF8.GetBytes(Header + ",colour"))).ShouldBe("import.header");
        (await CodeOf(Encoding.UTF8.GetBytes(Header + ",code"))).ShouldBe("import.header");
        (await CodeOf(Encoding.UTF8.GetBytes("code,nameEn"))).ShouldBe("import.header");
        (await CodeOf(Encoding.UTF8.GetBytes(Header + "\nonly,three,cells"))).ShouldBe("import.malformed");
        (await CodeOf([])).ShouldBe("import.header");
        (await CodeOf(new byte[CsvLimits.MaxBytes + 1])).ShouldBe("import.too-large");
        (await CodeOf(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("\nx,,,,,", CsvLimits.MaxRows + 1))))).ShouldBe("import.too-many-rows");
        var most = await officer.Import("facilities", Header + string.Concat(Enumerable.Repeat("\nx,,,,,", CsvLimits.MaxRows)), dryRun: true);
        most["rows"]!.GetValue<int>().ShouldBe(CsvLimits.MaxRows);
        most["errors"]!.AsArray().Count.ShouldBe(CsvLimits.MaxErrors);
    }
}
