using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IncubatorHub.Platform.Persistence;

/// <summary>SQLite: an instant as UTC ticks in INTEGER, exact to 100 ns, which sorts and compares in SQL as in .NET.</summary>
internal sealed class InstantAsTicks() : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>PostgreSQL: timestamptz takes only UTC and keeps microseconds; what is finer is cut here, so that memory and row agree.</summary>
internal sealed class InstantAsUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero), stored => stored);
