using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

public sealed class DocumentApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static readonly byte[] Pdf = "%PDF-1.7 hello"u8.ToArray();
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<ApiAnswer> Machine(HttpClient manager, Guid facility) =>
        manager.Post("/equipment", new { facilityId = facility, assetNumber = "A/1", classCode = "other", nameEn = "x", nameJa = "x" });

    private static async Task<ApiAnswer> Upload(HttpClient client, Guid equipment, string name, byte[] bytes, string kind = "manual", string type = "application/pdf")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await client.PostAsync(
            new Uri($"/api/v1/equipment/{equipment}/documents?kind={kind}&title=T&fileName={Uri.EscapeDataString(name)}", UriKind.Relative), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return new ApiAnswer((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_document_is_kept_whole_served_as_an_attachment_and_retired(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Machine(manager, facility.Id);
        var made = await Upload(manager, equipment.Id, @"C:\papers\説明書.pdf", Pdf, type: "application/octet-stream");
        made.Status.ShouldBe(201);
        made["fileName"]!.GetValue<string>().ShouldBe("説明書.pdf");
        made["contentType"]!.GetValue<string>().ShouldBe("application/pdf");
        made["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Pdf)));

        using var answer = await manager.GetAsync(new Uri($"/api/v1/equipment-documents/{made.Id}/content", UriKind.Relative), Cancel);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(Pdf);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        (await manager.Get($"/equipment-documents/{made.Id}/photo")).Code.ShouldBe("document.no-picture");

        var file = Path.Combine(hub.DataDirectory.FullName, "documents", facility.Id.ToString("N"), made.Id.ToString("N"));
        Directory.EnumerateFiles(Path.GetDirectoryName(file)!).ShouldBe([file]);
        (await manager.Act($"/equipment-documents/{made.Id}/retire", made.Version)).Status.ShouldBe(204);
        (await manager.Get($"/equipment-documents?equipmentId={equipment.Id}")).Items.ShouldBeEmpty();
        File.Exists(file).ShouldBeTrue();
        File.Delete(file);
        (await manager.Get($"/equipment-documents/{made.Id}/content")).Code.ShouldBe("document.file-missing");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Name_and_content_must_agree_and_a_photo_is_a_picture(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Machine(manager, facility.Id);
        var html = "<script>alert(1)</script>"u8.ToArray();
        (await Upload(manager, equipment.Id, "x.html", html)).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.pdf", html)).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.pdf.exe", Pdf)).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.png", Pdf)).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.csv", [0x82, 0xA0])).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.txt", [65, 0, 66])).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.pdf", Pdf, "photo")).Code.ShouldBe("document.wrong-type");
        (await Upload(manager, equipment.Id, "x.csv", Encoding.UTF8.GetBytes("a,b\r\n機,1"))).Status.ShouldBe(201);

        var photo = await Upload(manager, equipment.Id, "x.png", Png, "photo");
        using var answer = await manager.GetAsync(new Uri($"/api/v1/equipment-documents/{photo.Id}/photo", UriKind.Relative), Cancel);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        answer.Content.Headers.ContentDisposition.ShouldBeNull();
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);

        // Somebody puts another file in its place: it is no longer shown.
        await File.WriteAllBytesAsync(Path.Combine(hub.DataDirectory.FullName, "documents", facility.Id.ToString("N"), photo.Id.ToString("N")), html, Cancel);
        (await manager.Get($"/equipment-documents/{photo.Id}/photo")).Code.ShouldBe("document.no-picture");
    }

    [Fact]
    public async Task Twenty_MiB_are_taken_and_a_byte_more_is_not_nor_what_is_above_the_quota()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Machine(manager, facility.Id);
        var bytes = new byte[EquipmentDocument.MaxBytes + 1];
        Pdf.CopyTo(bytes, 0);
        (await Upload(manager, equipment.Id, "x.pdf", bytes)).Code.ShouldBe("document.too-large");
        (await Upload(manager, equipment.Id, "x.pdf", bytes[..^1])).Status.ShouldBe(201);
        await hub.WithRows(db =>
        {
            db.Add(new EquipmentDocument
            {
                FacilityId = facility.Id, EquipmentId = equipment.Id, Kind = DocumentKind.Manual, Title = "x", FileName = "x.pdf", ContentType = "application/pdf", Sha256 = "",
                Bytes = EquipmentDocument.MaxBytesOfFacility - EquipmentDocument.MaxBytes - Pdf.Length, UploadedById = Guid.Empty,
            });
            return Task.FromResult(0);
        }, Cancel);
        (await Upload(manager, equipment.Id, "x.pdf", [.. Pdf, 1])).Code.ShouldBe("document.quota-reached");
        (await Upload(manager, equipment.Id, "x.pdf", Pdf)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_tenant_reads_the_documents_of_its_house_and_brings_none()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var (facility, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        var company = await hub.Given.Company(facility);
        var (manager, tenant, stranger) = (await hub.Given.ManagerOf(facility.Id), await hub.Given.TenantMemberOf(company.Id), await hub.Given.ManagerOf(other.Id));
        var equipment = await Machine(manager, facility.Id);
        var made = await Upload(manager, equipment.Id, "x.pdf", Pdf);
        (await Upload(tenant, equipment.Id, "x.pdf", Pdf)).Status.ShouldBe(403);
        (await Upload(stranger, equipment.Id, "x.pdf", Pdf)).Status.ShouldBe(404);
        using var read = await tenant.GetAsync(new Uri($"/api/v1/equipment-documents/{made.Id}/content", UriKind.Relative), Cancel);
        read.IsSuccessStatusCode.ShouldBeTrue();
        (await stranger.Get($"/equipment-documents/{made.Id}/content")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_label_leads_to_the_public_address()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Machine(manager, facility.Id);
        var drawn = await hub.Given.AtScreen(await hub.Given.Person(Platform.Authorisation.Grant.AtFacility(Platform.Authorisation.Role.IncubationManager, facility.Id)))
            .Run(new DrawLabel.Request(equipment.Id), Cancel);
        drawn.Answer.Address.ShouldBe($"http://localhost:5080/e/{facility.Code}/A/1");
        var png = await manager.GetByteArrayAsync(new Uri($"/api/v1/equipment/{equipment.Id}/label?format=png", UriKind.Relative), Cancel);
        png.AsSpan(0, 4).ToArray().ShouldBe(Png[..4]);
        (await manager.GetStringAsync(new Uri($"/api/v1/equipment/{equipment.Id}/label", UriKind.Relative), Cancel)).ShouldStartWith("<svg");
    }
}
