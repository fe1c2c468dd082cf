import { enumType } from "./enum-type.js";

export const VendorEventKind = enumType(
  "VendorEventKind",
  "What an event of a vendor reports. Other kinds can be added in any version.",
  {
    TEST: "ClassIn tests the connection.",
    COURSE_CHANGED: "ClassIn: a course was added or edited, ended or deleted.",
    COURSE_STUDENTS_CHANGED: "ClassIn: students of a course were added, removed or edited.",
    LESSON_CHANGED: "ClassIn: a lesson was added, edited or deleted.",
    LESSON_STUDENTS_CHANGED: "ClassIn: transfer students of a lesson were added, removed or edited.",
    ACCOUNT_CANCELLED: "ClassIn: a user deleted their account. They can no longer be added anywhere.",
    PHONE_NUMBER_REPLACED: "ClassIn: a user changed the phone number of their login. Their number stays.",
    SUB_ACCOUNT_CHANGED: "ClassIn: an account of the school's staff was added or edited.",
    DEVICE_CHECKED: "ClassIn: a user's device was tested, which happens after a login.",
    ATTENDANCE_COUNTED: "ClassIn: a lesson's attendance was counted. Absent people are listed too.",
    ROOM_ENTERED: "ClassIn: somebody entered a classroom.",
    GROUP_CREATION_REQUESTED: "Tencent IM: a group is about to be created.",
    GROUP_CREATED: "Tencent IM: a group was created.",
    JOIN_REQUESTED: "Tencent IM: a user asks to join a group.",
    INVITATION_REQUESTED: "Tencent IM: users are about to be invited to a group.",
    MEMBERS_JOINED: "Tencent IM: users joined a group.",
    MEMBERS_LEFT: "Tencent IM: members left a group, or were removed.",
    GROUP_FULL: "Tencent IM: a group is full.",
    GROUP_DESTROYED: "Tencent IM: a group was dissolved.",
    GROUP_CHANGED: "Tencent IM: the name, introduction, notification or picture of a group was changed.",
    MEMBER_CHANGED: "Tencent IM: the role or name card of a member was changed.",
    OWNER_CHANGED: "Tencent IM: a group got another owner.",
    ATTRIBUTES_CHANGED: "Tencent IM: the attributes of a group were changed.",
    MEMBER_CONNECTION_CHANGED: "Tencent IM: a member of a live-stream group went online or offline.",
    GROUP_QUOTA_REACHED: "Tencent IM: the app has used most of its daily quota of groups.",
    PROFILE_CHANGED: "Tencent IM: a user's profile was changed.",
    NAME_DISPUTE:
      "This server: a member set a wrong name card again after five corrections within an hour, and is left alone until an hour without a rename. No vendor sends this.",
    UNVERIFIED:
      "It is not proven that the message comes from the vendor. It is kept apart and never acted on.",
    OTHER: "An event that has no kind here. Its `command` says what it is.",
  },
);
export type VendorEventKind = keyof typeof VendorEventKind;

export const VendorEventState = enumType("VendorEventState", "What became of an event.", {
  WAITING: "It is stored and will be processed, or tried again.",
  PROCESSED: "Final. It was processed.",
  FAILED: "Final. It could not be processed, even after several attempts. `failure` says why.",
  KEPT_APART: "Final. It did not verify, so it is never processed.",
});
export type VendorEventState = keyof typeof VendorEventState;
