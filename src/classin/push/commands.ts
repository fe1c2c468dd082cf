/** ClassIn's names of the messages that concern courses and people, by what they report (docs/vendors/classin.md). */
export const PUSH_COMMANDS = {
  TEST: "Test",
  COURSE_CHANGED: "eeoCourseInfoChange",
  COURSE_STUDENTS_CHANGED: "eeoCourseStudentChange",
  LESSON_CHANGED: "eeoClassInfoChange",
  LESSON_STUDENTS_CHANGED: "eeoClassStudentChange",
  ACCOUNT_CANCELLED: "AccountCancellation",
  PHONE_NUMBER_REPLACED: "ReplacePhoneNumber",
  SUB_ACCOUNT_CHANGED: "setSubAccount",
  DEVICE_CHECKED: "UserCheck",
  ATTENDANCE_COUNTED: "Attendance",
  ROOM_ENTERED: "67371107",
} as const;
