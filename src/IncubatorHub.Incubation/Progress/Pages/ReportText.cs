using System.Globalization;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.Ui.Kit;
using Microsoft.Extensions.Localization;

namespace IncubatorHub.Incubation.Progress.Pages;

/// <summary>How reports and their figures are called on screen.</summary>
internal static class ReportText
{
    /// <summary><c>FY2026 Q2 (1 Jul 2026 – 30 Sep 2026)</c>, or the kind with its days.</summary>
    public static string Title(ReportView report, IStringLocalizer<ProgressTexts> texts, ConsoleTexts shared) => report.Kind switch
    {
        ReportKind.Quarterly => $"{texts["QuarterName", report.FiscalYear, report.Quarter].Value} ({LocalTime.Day(report.From)} – {LocalTime.Day(report.Until)})",
        ReportKind.Alumni => $"{shared.Of(report.Kind)} ({LocalTime.Day(report.From)} – {LocalTime.Day(report.Until)})",
        _ => $"{shared.Of(report.Kind)} ({LocalTime.Day(report.From)})",
    };

    /// <summary>The company's name in the reader's language.</summary>
    public static string Company(ReportView report) => ConsoleTexts.Pick(report.CompanyNameEn, report.CompanyNameJa);

    /// <summary>A figure's number with its thousands apart; null: a dash.</summary>
    public static string Number(long? value) => value?.ToString("N0", CultureInfo.CurrentCulture) ?? "–";

    /// <summary>How a number differs from the one before: <c>+2</c>; empty when either is missing or both are the same.</summary>
    public static string Change(long? before, long? now) => before is { } then && now is { } value && then != value ? (value - then).ToString("+#,0;-#,0", CultureInfo.CurrentCulture) : "";

    public static BadgeTone Tone(ReportView report) => report.State switch
    {
        ReportState.Submitted => BadgeTone.Good,
        ReportState.SentBack => BadgeTone.Warning,
        _ => report.IsLate ? BadgeTone.Bad : report.State is ReportState.Waived ? BadgeTone.Neutral : BadgeTone.Info,
    };

    public static bool IsNeeded(Figure figure) => FigureBook.IsNeeded(figure);
}
