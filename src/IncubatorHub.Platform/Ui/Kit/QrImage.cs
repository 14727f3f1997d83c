using QRCoder;

namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>Text as a QR code.</summary>
public static class QrImage
{
    /// <summary>An SVG element, black on white with the quiet zone that readers need. It holds no text of its own, so it is safe markup.</summary>
    public static string Svg(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var image = new SvgQRCode(code);
        return image.GetGraphic(4);
    }

    /// <summary>The same as a PNG, ten dots a module.</summary>
    public static byte[] Png(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var image = new PngByteQRCode(code);
        return image.GetGraphic(10);
    }
}
