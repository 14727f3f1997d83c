using System.Globalization;
using Bunit;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace IncubatorHub.Laboratory.Tests.Policies;

public sealed class OverridableRowsTests : BunitContext
{
    [Fact]
    public async Task Unstated_it_lists_nothing_and_stated_it_leaves_out_what_is_unchecked()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddConsoleShell().AddLaboratoryConsole();
        IReadOnlyList<string>? codes = null;
        IRenderedComponent<OverridableRows> rows = null!;
        rows = Render<OverridableRows>(parameters => parameters.Add(one => one.CodesChanged, (IReadOnlyList<string>? changed) => codes = changed));
        rows.FindAll("input").Count.ShouldBe(1);

        await rows.Find("input").ChangeAsync(new ChangeEventArgs { Value = true });
        codes.ShouldBe(Overridable.All);
        rows.Render(parameters => parameters.Add(one => one.Codes, codes));
        rows.FindAll("label")[^1].TextContent.ShouldBe("Staff asked for where it must be there");

        await rows.FindAll("input")[^1].ChangeAsync(new ChangeEventArgs { Value = false });
        codes.ShouldBe(Overridable.All.SkipLast(1));
        rows.Render(parameters => parameters.Add(one => one.Codes, codes));
        await rows.Find("input").ChangeAsync(new ChangeEventArgs { Value = false });
        codes.ShouldBeNull();
    }
}
