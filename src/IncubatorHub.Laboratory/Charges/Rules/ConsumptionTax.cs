namespace IncubatorHub.Laboratory.Charges.Rules;

/// <summary>
/// Consumption tax in whole yen. A qualified invoice rounds once per rate (Order for Enforcement of the Consumption Tax Act, article 70-10), so the tax of one charge is what the
/// tax of its month grows by with it: the charges of a month sum up to the tax of its statement, to the yen.
/// </summary>
internal static class ConsumptionTax
{
    /// <summary>The tax on a sum, cut towards zero.</summary>
    public static long On(long netYen, int percent) => netYen * percent / 100;

    /// <summary>By how much the tax of a month grows when this much is added to its sum at the same rate.</summary>
    public static long Added(long monthNetYen, long netYen, int percent) => On(monthNetYen + netYen, percent) - On(monthNetYen, percent);
}
