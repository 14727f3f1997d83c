namespace IncubatorHub.Registry.Operations.Pages;

/// <summary>Marker of the module's texts.</summary>
public sealed class OperationsTexts;
