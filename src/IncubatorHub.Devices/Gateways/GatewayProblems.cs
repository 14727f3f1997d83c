namespace IncubatorHub.Devices.Gateways;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class GatewayProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("gateway", id);

    public static Problem DeviceNotFound(Guid id) => CommonProblems.NotFound("device", id);

    public static Problem KeyTaken { get; } = new("gateway.key-taken", 409, "A gateway with this id exists. Ids are never given twice.");

    public static Problem NoFacility(Guid id) => CommonProblems.NotFound("facility", id);

    public static Problem TooManyCredentials(int limit) =>
        new Problem("gateway.too-many-credentials", 409, "Revoke a credential before making another.").With("limit", limit);

    public static Problem NotActive(GatewayState state) =>
        new Problem("gateway.not-active", 409, "The gateway is suspended or retired.").With("state", state.ToString());

    public static Problem UnitUnknown(string unit) =>
        new Problem("metric.unit-unknown", 400, "The unit is not a UCUM code.").With("unit", unit);

    public static Problem RangeEmpty { get; } = new("metric.range-empty", 400, "The lower end of the range must be below the upper one.");

    public static Problem ConfigurationInvalid(string error) =>
        new("gateway.configuration-invalid", 400, "The gateway would refuse this configuration.") { Detail = error };

    public static Problem CommandKindUnknown(string kind) =>
        new Problem("command.kind-unknown", 400, "There is no such command.").With("kind", kind);

    public static Problem CommandTooLong(int found, int allowed) =>
        new Problem("command.expires-too-late", 400, "The command may not wait that long.").With("foundSeconds", found).With("allowedSeconds", allowed);
}
