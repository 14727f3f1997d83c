using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.Ui.Kit;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Devices.Gateways.Pages;

/// <summary>
/// The time zones of facilities, for pages that show rows of several. Scoped to the circuit: each facility is asked for once, and a zone that
/// is changed meanwhile shows when the console is loaded anew.
/// </summary>
public sealed class FacilityZones(PageUseCases useCases)
{
    private readonly Dictionary<Guid, string> _zones = [];

    /// <summary>Asks for the facilities that are not known yet. One out of sight is shown in the programme's zone.</summary>
    public async Task Learn(IEnumerable<Guid> facilities, CancellationToken cancel)
    {
        foreach (var id in facilities.Distinct().Where(id => !_zones.ContainsKey(id)).ToList())
        {
            var outcome = await useCases.Run(FacilitiesDoor.Read(id), cancel);
            _zones[id] = outcome.IsAnswer ? outcome.Answer.TimeZone : LocalTime.ProgrammeZone;
        }
    }

    /// <summary>The rows of the outcome as they are, once their facilities' zones are known.</summary>
    public async Task<Outcome<Page<TRow>>> Learn<TRow>(Outcome<Page<TRow>> outcome, Func<TRow, Guid> facilityOf, CancellationToken cancel)
    {
        if (outcome.IsAnswer)
            await Learn(outcome.Answer.Items.Select(facilityOf), cancel);
        return outcome;
    }

    /// <summary>IANA name of a facility's zone; the programme's when it was not asked for.</summary>
    public string Of(Guid facility) => _zones.GetValueOrDefault(facility, LocalTime.ProgrammeZone);
}
