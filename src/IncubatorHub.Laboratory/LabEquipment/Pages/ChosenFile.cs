using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace IncubatorHub.Laboratory.LabEquipment.Pages;

/// <summary>A file as somebody chose it in the browser.</summary>
internal static class ChosenFile
{
    /// <summary>Longest side of a photo, pixels: it fills a screen, and has a few hundred kilobytes.</summary>
    public const int MostPixels = 1_280;

    /// <summary>
    /// Its bytes, with a name that ends as they are. A photo is drawn anew by the browser: smaller, and without what the camera wrote beside the picture, such
    /// as where it was taken. What the browser cannot draw comes as it is; the hub tells by the bytes what it takes.
    /// </summary>
    public static async Task<(string Name, byte[] Bytes)> Read(IBrowserFile file, DocumentKind kind, CancellationToken cancel)
    {
        var name = file.Name;
        if (kind is DocumentKind.Photo)
        {
            try
            {
                file = await file.RequestImageFileAsync("image/jpeg", MostPixels, MostPixels);
                name = Path.ChangeExtension(name, ".jpg");
            }
            catch (JSException)
            {
                // No picture that it knows.
            }
        }

        using var copy = new MemoryStream();
        await using var content = file.OpenReadStream(EquipmentDocument.MaxBytes, cancel);
        await content.CopyToAsync(copy, cancel);
        return (name, copy.ToArray());
    }
}
