namespace IncubatorHub.Protocol;

/// <summary>A part of a payload that could not be taken, with where it stands.</summary>
/// <param name="Code">Stable reason, one of <see cref="MalformedCodes"/>.</param>
/// <param name="Detail">One short English sentence with what was found and what is allowed.</param>
/// <param name="Offset">First byte of the part in the payload.</param>
/// <param name="Length">Bytes of the part; 0 when only the place is known.</param>
/// <param name="IsWholeDocument">True when nothing of the payload was taken.</param>
public readonly record struct MalformedPart(string Code, string Detail, long Offset, long Length, bool IsWholeDocument);
