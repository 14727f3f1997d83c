namespace IncubatorHub.Incubation.Admissions;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class AdmissionProblems
{
    public static Problem CallCodeTaken { get; } = new("call.code-taken", 409, "A call with this code exists.");

    public static Problem CallPublished { get; } = new("call.published", 409, "The call is published already.");

    public static Problem FormUnpublished { get; } = new("call.form-unpublished", 409, "The call has no published form.");

    public static Problem RubricUnpublished { get; } = new("call.rubric-unpublished", 409, "The call has no published rubric.");

    public static Problem SheetPublished { get; } = new("call.version-published", 409, "This version is published and does not change any more. An edit begins the next.");

    public static Problem NothingToPublish { get; } = new("call.nothing-to-publish", 409, "There is no version that is not published yet.");

    public static Problem CallClosed { get; } = new("call.closed", 409, "The call takes no applications now.");

    public static Problem CallFull { get; } = new("call.full", 409, "The call has as many applications as it can take.");

    public static Problem LinkUnknown { get; } = new("application.link-unknown", 404, "The link leads to no application.");

    public static Problem Incomplete { get; } = new("application.incomplete", 409, "Something is missing or out of range; what was entered is kept.");

    public static Problem CompanyUnclear { get; } =
        new("application.company-unclear", 409, "There are companies that may be this one. Say which it is, or that it is a new one.");

    public static Problem NoCompany { get; } = new("application.no-company", 409, "It is not known yet which company it is.");

    public static Problem OfferOpen { get; } = new("unit-offer.open", 409, "There is an open offer: of this unit, or to this applicant.");

    public static Problem OfferOver { get; } = new("unit-offer.over", 409, "The offer is not open any more.");

    public static Problem NoReviewer { get; } = new("review.no-reviewer", 409, "The person has no role that reviews here, or cannot sign in.");

    public static Problem AlreadyAssigned { get; } = new("review.assigned", 409, "The person reviews this application already.");

    public static Problem Conflicted { get; } = new("review.conflict", 409, "You declared a conflict of interest in this application.");

    public static Problem ApplicationNotFound(object id) => CommonProblems.NotFound("application", id);

    public static Problem FileTooLarge { get; } = new Problem("application.file-too-large", 413, "The file is too large.").With("mostBytes", ApplicationFile.MaxBytes);

    public static Problem FileWrongType { get; } = new("application.file-wrong-type", 415,
        $"The file is none of {Platform.Files.FileType.Endings}, or its content is not what its name says.");

    public static Problem TooManyFiles { get; } = new Problem("application.too-many-files", 409, "There are as many attachments as there may be.")
        .With("mostAtATime", ApplicationFile.MostAtATime).With("mostEver", ApplicationFile.MostEver).With("mostBytesEver", ApplicationFile.MostBytesEver);

    public static Problem FileMissing { get; } = new("application.file-missing", 409, "The attachment is not in the data directory. Restore it from a backup.");

    public static Problem WrongState(ApplicationState found, params ApplicationState[] wanted) =>
        new Problem("application.wrong-state", 409, "The application's state does not allow this.").With("state", found).With("needed", wanted);

    public static Problem ReviewWrongState(ReviewState found, params ReviewState[] wanted) =>
        new Problem("review.wrong-state", 409, "The review's state does not allow this.").With("state", found).With("needed", wanted);
}
