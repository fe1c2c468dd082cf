import type {
  CourseStatus,
  FailureFragment,
  GroupRole,
  NameCorrectionOutcome,
  NameCorrectionTrigger,
  VendorEventKind,
} from "../../operations/generated/graphql.js";
import { behindEn } from "./behind-en.js";

type FailureKey = `failure.${FailureFragment["__typename"]}`;
type RoleKey = `role.${GroupRole}`;
type StatusKey = `status.${CourseStatus}`;
type CorrectionKey = `correction.${NameCorrectionOutcome}` | `trigger.${NameCorrectionTrigger}`;
type EventKey = `event.${VendorEventKind}`;

/**
 * Every text of the page, in ICU MessageFormat. A new failure, role or kind of event in the schema is a compile error here
 * until it has words.
 */
export const en = {
  ...behindEn,

  "app.name": "Class Groups",
  "app.language": "Language",
  "app.navigation": "Pages",
  "app.toContent": "Skip to the content",
  "app.signOut": "Sign out",
  "app.classes": "Classes",
  "app.school": "School",
  "app.retry": "Try again",
  "app.cancel": "Cancel",
  "app.close": "Close",

  "signIn.title": "Sign in",
  "signIn.expired": "Your sign-in has expired. Sign in again to go on where you were.",
  "signIn.people": "Sign in as a person of the demo",
  "signIn.token": "Access token from your school",
  "signIn.submit": "Sign in",
  "person.TEACHER": "Teacher: changes their own classes",
  "person.ADMINISTRATOR": "Administrator: changes every class",
  "person.STUDENT": "Student: sees their own classes",

  "home.title": "Classes",
  "home.courseId": "Course number in ClassIn",
  "home.open": "Open the class",

  "school.title": "School",
  "courses.title": "Courses that ClassIn has reported",
  "courses.none": "ClassIn has not reported any course yet. Open a class by its number.",
  "status.NOT_STARTED": "Not started",
  "status.RUNNING": "Running",
  "status.ENDED": "Ended",
  "status.DELETED": "Deleted",

  "names.title": "Official names from a file",
  "names.columns":
    "A CSV file with the columns userId, classinUid (optional) and name. It is checked here before anything is sent.",
  "names.choose": "Choose a file …",
  "names.tooLarge": "The file is larger than {mebibytes, number} MiB. Split it, or use the command line.",
  "names.empty": "{fileName} has no rows.",
  "names.problems":
    "{fileName} has {count, plural, one {# problem} other {# problems}}. Nothing was sent. Correct the file and choose it again.",
  "names.ready":
    "{fileName}: {count, plural, one {# name} other {# names}}, all good. Nothing has been sent yet.",
  "names.encoding.gb18030": "The file is not UTF-8, so it is read as GBK. Check the names below.",
  "names.encoding.utf-16le": "The file is not UTF-8, so it is read as UTF-16. Check the names below.",
  "names.send": "{count, plural, one {Set # name} other {Set # names}}",
  "names.sending": "{fileName}: {done, number} of {total, number} names",
  "names.pace":
    "{perSecond, number} names per second, {secondsLeft, plural, one {# second} other {# seconds}} left",
  "names.stopped": "Stopped after {done, number} of {total, number} names. {reason}",
  "names.goOn": "Go on",
  "names.giveUp": "Do not set the others",
  "names.done":
    "{changed, plural, one {# name changed} other {# names changed}}, {unchanged, number} unchanged, {refused, number} not set.",
  "names.save": "Save the rows that were not set",
  "names.another": "Close the result",
  "names.line": "Line",
  "names.column": "Column",
  "names.problem": "Problem",
  "names.userId": "User id",
  "names.classinUid": "ClassIn UID",
  "names.name": "Official name",
  "names.heldBy": "The ClassIn UID belongs to {heldBy}. Correct one of the two.",

  "class.title": "Class {courseId}",
  "class.members": "{count, plural, one {# member} other {# members}}",
  "class.misnamed":
    "{count, plural, =0 {Every name card shows the official name.} one {# name card differs from the official name.} other {# name cards differ from the official names.}}",
  "class.noOfficialNames": "No official names have been set for these members.",
  "class.progress": "{loaded, number} of {total, number} members loaded",
  "class.live": "Live",
  "class.notLive": "Connecting again …",
  "class.lastSync": "ClassIn’s nicknames were last set {when}.",
  "class.everyoneMuted": "Everyone in this group is muted.",
  "class.search": "Search members",
  "class.nobodyFound": "No loaded member matches “{search}”.",

  "roster.caption": "Members of the class",
  "roster.member": "Member",
  "roster.card": "Name card",
  "roster.role": "Role",
  "roster.muted": "Muted",
  "roster.actions": "Actions",
  "roster.differs": "Differs",
  "roster.noCard": "No name card",
  "roster.noOfficialName": "No official name",
  "roster.lost": "Deleted account",
  "roster.mutedUntil": "Until {until}",
  "role.OWNER": "Owner",
  "role.ADMIN": "Administrator",
  "role.MEMBER": "Member",

  "action.open": "Actions for “{name}”",
  "action.useOfficialName": "Use the official name",
  "action.rename": "Rename …",
  "action.mute": "Mute for an hour",
  "action.unmute": "Unmute",
  "action.promote": "Make administrator",
  "action.demote": "Make ordinary member",

  "rename.title": "Rename “{name}”",
  "rename.label": "Name card",
  "rename.bytes": "{bytes, number} of {limit, number} bytes. A Chinese character takes 3.",
  "rename.submit": "Rename",

  "fix.button": "Fix names",
  "fix.running": "Fixing names …",
  "fix.nicknames": "ClassIn now shows the registered names in this class.",
  "fix.cards":
    "{count, plural, =0 {No name card had to be changed.} one {# name card was set.} other {# name cards were set.}}",
  "fix.failed": "{count, plural, one {# name card was not set:} other {# name cards were not set:}} {reason}",
  "fix.nicknamesFailed": "ClassIn’s nicknames: {reason}",

  "keep.label": "Keep names fixed",
  "keep.failed": "The setting was not changed. {reason}",
  "correction.SUCCEEDED": "A name was put right",
  "correction.FAILED": "A name could not be put right",
  "correction.PENDING": "A name is being put right",
  "correction.UNKNOWN": "It is not known whether a name was put right",
  "trigger.MANUAL": "By hand",
  "trigger.BULK": "By a bulk operation",
  "trigger.ROSTER_CHANGE": "After a change of the class’s students",
  "trigger.MEMBER_RENAMED": "After a rename",
  "trigger.MEMBER_JOINED": "After joining",
  "trigger.SCHEDULE": "At the daily check",
  "corrections.none": "No name had to be put right.",
  "corrections.title": "Names put right",
  "disputes.title": "People who keep renaming themselves",
  "disputes.none": "There are none.",
  "disputes.class": "Class {courseId}",

  "notice.region": "Messages",
  "notice.notChanged": "“{name}” was not changed. {reason}",
  "notice.unknown": "It is not known whether “{name}” was changed. The roster is being read again. {reason}",
  "notice.requestId": "For support: request {requestId}",

  "events.title": "What happened lately",
  "events.list": "Reported about the group",
  "events.none": "Nothing has been reported about this group.",
  "events.people": "{names}{more, plural, =0 {} one { and # other} other { and # others}}",

  "state.loading": "Loading …",
  "state.noGroup": "There is no chat group for class {courseId}, or you are not in it.",
  "state.noList": "This group is a live stream’s audience. Tencent IM keeps no list of its members.",
  "state.empty": "This group has no members yet.",
  "state.notFound": "There is no such page.",
  "state.offline": "You are offline. What you see may be out of date.",
  "state.partial": "Some details could not be read. They are missing below.",
  "state.stale": "The roster could not be read again. What you see may be out of date.",
  "problem.OFFLINE": "The server cannot be reached. Check your connection.",
  "problem.REFUSED": "Your account does not allow this. Ask an administrator of your school.",
  "problem.BUSY": "There are too many requests at the moment. Try again in a minute.",
  "problem.UNAVAILABLE": "The chat service cannot be reached at the moment. Try again in a minute.",
  "problem.INPUT": "This address does not name a class. Check the course number.",
  "problem.UNKNOWN": "Something went wrong. Try again. If it happens again, tell your administrator.",

  "vendor.CLASSIN": "ClassIn",
  "vendor.TENCENT_IM": "Tencent IM",
  "vendor.OTHER": "The service",

  "input.tooLong": "It is too long: {actual, number} of at most {limit, number} bytes.",
  "input.notAllowed": "It is empty, blank, or contains characters that cannot be shown.",

  "failure.OTHER": "{vendor} did not accept the change.",
  "failure.InvalidInputError": "The text is not accepted.",
  "failure.CourseNotFoundError": "ClassIn has no such course in this school.",
  "failure.CourseDeletedError": "The course was deleted in ClassIn.",
  "failure.CourseExpiredError": "The course has expired in ClassIn.",
  "failure.CourseTypeNotSupportedError": "ClassIn cannot set names in courses of this kind.",
  "failure.NicknamesPartlySyncedError":
    "Some students got their registered names and some did not. ClassIn does not say which. Try again later.",
  "failure.NicknamesNotSyncedError": "ClassIn could not set any name. Try again later.",
  "failure.DeletedStudentInCourseError":
    "A student of the course was deleted from the school. Remove the student from the course in ClassIn, then try again.",
  "failure.NotPermittedError": "You may not change this, or {vendor} does not permit it.",
  "failure.RateLimitedError":
    "{vendor} has too many requests. Try again in {seconds, plural, one {# second} other {# seconds}}.",
  "failure.VendorUnavailableError":
    "{vendor} cannot be reached. Try again in {seconds, plural, one {# second} other {# seconds}}.",
  "failure.OutcomeUnknownError": "{vendor} did not answer. The change may or may not have been made.",
  "failure.VendorMisconfiguredError":
    "{vendor} does not accept this server. Only an operator can fix this, and has been told.",
  "failure.VendorRejectedError": "{vendor} refused the change without a known reason.",
  "failure.GroupNotFoundError": "The chat group no longer exists.",
  "failure.GroupMemberNotFoundError": "This person is no longer in the group.",
  "failure.ChangeNotAllowedInGroupTypeError": "Groups of this kind do not allow this change.",
  "failure.OwnerRoleNotChangeableError": "The owner’s role cannot be changed.",
  "failure.ContentRejectedError": "{vendor} refused the text because of its content. Choose other words.",
  "failure.BulkOperationNotFoundError": "The operation no longer exists.",
  "failure.StoreUnavailableError":
    "The server’s store cannot be reached. Try again in {seconds, plural, one {# second} other {# seconds}}.",
  "failure.IdempotencyConflictError": "This was already started with other content.",
  "failure.TooManyBulkOperationsError": "Too many operations are running. Wait until one has ended.",
  "failure.OfficialNameConflictError": "A ClassIn number belongs to another person.",
  "failure.GroupNamesPartlySyncedError": "Some name cards were set and some were not. Try again later.",
  "failure.NameCardsPartlySetError":
    "The name card was set in some groups and not in others. Try again later.",
  "failure.RenameStudentIncompleteError":
    "The student was renamed in some places and not in others. Try again later.",
  "failure.RenameStudentSupersededError": "The student got another name in the meantime.",
  "failure.RenameStudentConflictError": "This rename was already started with another name.",
  "failure.StudentNotInSchoolError": "ClassIn has no such student in this school.",
  "failure.StudentNicknameNotSyncedError": "ClassIn could not set the name of this student.",

  "event.OTHER": "Something else was reported",
  "event.TEST": "A test message arrived",
  "event.COURSE_CHANGED": "The course was changed",
  "event.COURSE_STUDENTS_CHANGED": "Students were added or removed",
  "event.LESSON_CHANGED": "A lesson was changed",
  "event.LESSON_STUDENTS_CHANGED": "Students of a lesson were changed",
  "event.ACCOUNT_CANCELLED": "An account was deleted",
  "event.PHONE_NUMBER_REPLACED": "A phone number was changed",
  "event.SUB_ACCOUNT_CHANGED": "A sub-account was changed",
  "event.DEVICE_CHECKED": "A device was checked",
  "event.ATTENDANCE_COUNTED": "Attendance was counted",
  "event.ROOM_ENTERED": "A classroom was entered",
  "event.GROUP_CREATION_REQUESTED": "A group was asked for",
  "event.GROUP_CREATED": "The group was created",
  "event.JOIN_REQUESTED": "Somebody asked to join",
  "event.INVITATION_REQUESTED": "Somebody was invited",
  "event.MEMBERS_JOINED": "Joined the group",
  "event.MEMBERS_LEFT": "Left the group",
  "event.GROUP_FULL": "The group is full",
  "event.GROUP_DESTROYED": "The group was deleted",
  "event.GROUP_CHANGED": "The group’s details were changed",
  "event.MEMBER_CHANGED": "A member’s name card or role was changed",
  "event.OWNER_CHANGED": "The group has a new owner",
  "event.ATTRIBUTES_CHANGED": "The group’s attributes were changed",
  "event.MEMBER_CONNECTION_CHANGED": "Went online or offline",
  "event.GROUP_QUOTA_REACHED": "The school has reached its number of groups",
  "event.PROFILE_CHANGED": "A profile was changed",
  "event.NAME_DISPUTE": "Renamed back again and again, so their name is left alone",
  "event.UNVERIFIED": "A message of unknown origin arrived",
} as const satisfies Record<FailureKey | RoleKey | StatusKey | CorrectionKey | EventKey, string> &
  Record<string, string>;

export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;
