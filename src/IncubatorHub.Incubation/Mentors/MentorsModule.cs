using IncubatorHub.Platform.Settings;
using IncubatorHub.Registry.Facilities;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Who mentors, what about, and when.</summary>
public static class MentorsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddMentors(this IServiceCollection services, IConfiguration configuration) => services
        .AddValidatedOptions<BusyFeedOptions>(configuration, BusyFeedOptions.Section)
        .AddUseCases(typeof(MentorsModule).Assembly, typeof(MentorsModule).Namespace!)
        .AddScoped<MentorReach>()
        .AddScoped<MentorViews>()
        .AddScoped<MentorCalendar>()
        .AddSingleton<BusyFeedAddresses>()
        .AddSingleton<BusyFeedClient>()
        .AddSingleton<IReferenceRows, MentoringTopicRows>()
        .AddHubJob<ReadBusyFeeds>("mentors.read-busy-feeds", ReadBusyFeeds.Every)
        .AddSingleton(new ConstraintProblem("MentoringTopics", [nameof(MentoringTopic.Code)], MentorProblems.TopicCodeTaken))
        .AddSingleton(new ConstraintProblem("MentorProfiles", [nameof(MentorProfile.AccountId)], MentorProblems.Exists));

    /// <summary>Endpoints of the module.</summary>
    public static void MapMentors(this IEndpointRouteBuilder api)
    {
        var mentors = api.MapGroup("").WithTags("Mentors");
        ListMentors.Map(mentors);
        ReadMentor.Map(mentors);
        CreateMentor.Map(mentors);
        EditMentor.Map(mentors);
        RetireMentor.Map(mentors);
        ReadAvailability.Map(mentors);
        EditAvailability.Map(mentors);
        EditConflicts.Map(mentors);
        ListMentorCompanies.Map(mentors);
        ListBusyFeeds.Map(mentors);
        AddBusyFeed.Map(mentors);
        RemoveBusyFeed.Map(mentors);

        var topics = api.MapGroup("").WithTags("Mentoring topics");
        ListMentoringTopics.Map(topics);
        ReadMentoringTopic.Map(topics);
        CreateMentoringTopic.Map(topics);
        EditMentoringTopic.Map(topics);
        RetireMentoringTopic.Map(topics);
    }
}
