/**
 * Requests in the style of published clients of both vendors, with our values: their order of the query, names from
 * before 2022, nulls, and undocumented fields. The test fills in `{usersig}`, `{safeKey}` and `{timeStamp}`.
 */
export interface ForeignRequest {
  readonly client: string;
  readonly sends: string;
  /** Path and query. */
  readonly target: string;
  readonly contentType: string;
  readonly body: string;
  /** What the answer must contain. */
  readonly answer: object;
  /** The code in strict mode. It differs only if the request has an undocumented part. */
  readonly strictCode: number;
}

const OK = { ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0 };
const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/** Go's `json` writes null for a nil slice, and 0 for an unset number. */
const go = (command: string, body: string) => ({
  client: "a Go client",
  target: `/v4/group_open_http_svc/${command}?sdkappid=1400000001&identifier=administrator&usersig={usersig}&random=1498726351&contenttype=json`,
  contentType: JSON_TYPE,
  body,
});

const java = (command: string, body: string) => ({
  client: "a Java client",
  target: `/v4/group_open_http_svc/${command}?sdkappid=1400000001&identifier=administrator&contenttype=json&random=0&usersig={usersig}`,
  contentType: "application/json; charset=utf-8",
  body,
});

/** PHP's curl sends every text body as a form. PHP's JSON escapes slashes and non-ASCII characters. */
const php = (command: string, body: string, more = "") => ({
  client: "a PHP client",
  target: `/v4/group_open_http_svc/${command}?usersig={usersig}&identifier=administrator&sdkappid=1400000001&random=88371&contenttype=json${more}`,
  contentType: FORM_TYPE,
  body,
});

/** Python's `json` writes None as null, and a space after every colon and comma. */
const python = (command: string, body: string) => ({
  client: "a Python client",
  target: `/v4/group_open_http_svc/${command}?random=4294967295&contenttype=json&sdkappid=1400000001&usersig={usersig}&identifier=administrator`,
  contentType: JSON_TYPE,
  body,
});

const TENCENT_IM: readonly ForeignRequest[] = [
  {
    ...go(
      "get_group_member_info",
      '{"GroupId":"grade-9-parents","Limit":2,"Offset":1,"MemberInfoFilter":null,"MemberRoleFilter":null,"AppDefinedDataFilter_GroupMember":null}',
    ),
    sends: "null filters",
    answer: {
      ...OK,
      MemberNum: 4,
      MemberList: [
        {
          Member_Account: "parent_chen",
          Role: "Admin",
          MuteUntil: 0,
          NameCard: "陈爸爸",
          AppMemberDefinedData: [
            { Key: "child", Value: "陈浩然" },
            { Key: "parent_phone", Value: "" },
          ],
        },
        { Member_Account: "parent_smith", Role: "Member" },
      ],
    },
    strictCode: 10004,
  },
  {
    ...go(
      "get_group_member_info",
      '{"GroupId":"grade-9-parents","Limit":0,"Offset":0,"MemberInfoFilter":["Role"]}',
    ),
    sends: "no limit, written as 0",
    answer: {
      ...OK,
      MemberList: [
        { Member_Account: "teacher_li", Role: "Owner" },
        { Member_Account: "parent_chen", Role: "Admin" },
        { Member_Account: "parent_smith", Role: "Member" },
        { Member_Account: "parent_nguyen", Role: "Member" },
      ],
    },
    strictCode: 10004,
  },
  {
    ...go(
      "forbid_send_msg",
      '{"GroupId":"course-561294","Members_Account":["student_001","student_003"],"ShutUpTime":60}',
    ),
    sends: "a mute under its old name",
    answer: OK,
    strictCode: 0,
  },
  {
    ...go("get_group_shutted_uin", '{"GroupId":"course-561294"}'),
    sends: "the old name of get_group_muted_account",
    answer: {
      ...OK,
      GroupId: "course-561294",
      ShuttedUinList: [{ Member_Account: "student_002", ShuttedUntil: 1893456000 }],
    },
    strictCode: 0,
  },
  {
    ...go(
      "modify_group_member_info",
      '{"GroupId":"course-561294","Member_Account":"student_001","NameCard":"Lin Ya","ShutUpUntil":3600}',
    ),
    sends: "a mute under the name that only answers use",
    answer: OK,
    strictCode: 10004,
  },
  {
    ...go(
      "get_group_info",
      '{"GroupIdList":["grade-9-parents"],"ResponseFilter":{"GroupBaseInfoFilter":["Type","Name","ShutUpAllMember"],"MemberInfoFilter":null,"AppDefinedDataFilter_Group":null,"AppDefinedDataFilter_GroupMember":null}}',
    ),
    sends: "null filters, and an old name in another filter",
    answer: {
      ...OK,
      GroupInfo: [
        {
          GroupId: "grade-9-parents",
          ErrorCode: 0,
          ErrorInfo: "",
          Type: "ChatRoom",
          Name: "Parents of grade 9",
          ShutUpAllMember: "On",
        },
      ],
    },
    strictCode: 10004,
  },
  {
    ...go(
      "get_joined_group_list",
      '{"Member_Account":"bob","Limit":0,"Offset":0,"WithHugeGroups":0,"WithNoActiveGroups":0,"ResponseFilter":{"GroupBaseInfoFilter":["Type"],"SelfInfoFilter":null}}',
    ),
    sends: "no limit of a list of groups, written as 0",
    answer: { ...OK, TotalCount: 1, GroupIdList: [{ GroupId: "@TGS#2CLUZEAEJ", Type: "Public" }] },
    strictCode: 10004,
  },
  {
    ...go(
      "get_group_member_info",
      '{"GroupId":"@TGS#_school-fair","Limit":0,"Next":"","MemberRoleFilter":["Owner","Admin"]}',
    ),
    sends: "no limit of a community, written as 0",
    answer: {
      ...OK,
      MemberNum: 250,
      Next: "",
      MemberList: [{ Member_Account: "headmaster_wang" }, { Member_Account: "parent_chen" }],
    },
    strictCode: 10004,
  },
  {
    ...java(
      "get_group_member_info",
      '{"GroupId":"course-561294","Limit":1,"Offset":3,"MemberInfoFilter":["ShutUpUntil","NameCard"]}',
    ),
    sends: "an old name in a filter",
    answer: {
      ...OK,
      MemberList: [{ Member_Account: "student_002", ShutUpUntil: 1893456000, NameCard: "xX_dragon_Xx" }],
    },
    strictCode: 0,
  },
  {
    ...java(
      "get_specified_group_member_info",
      '{"GroupId":"course-561294","Member_List_Account":["student_002"],"MemberInfoFilter":["MuteUntil"]}',
    ),
    sends: "nothing undocumented",
    answer: { ...OK, MemberList: [{ Member_Account: "student_002", MuteUntil: 1893456000 }] },
    strictCode: 0,
  },
  {
    ...java(
      "modify_group_member_info",
      '{"groupId":"course-561294","AppMemberDefinedData":[{"Key":"seat","Value":"C3","key":"seat"}],"GroupId":"course-561294","Member_Account":"student_001"}',
    ),
    sends: "its own field names beside the vendor's",
    answer: OK,
    strictCode: 10004,
  },
  {
    ...java("get_group_muted_account", '{"GroupId":"course-561294","TopicId":null}'),
    sends: "no topic, written as null",
    answer: { ...OK, MutedAccountList: [{ Member_Account: "student_002", MutedUntil: 1893456000 }] },
    strictCode: 10004,
  },
  {
    ...php(
      "modify_group_member_info",
      '{"GroupId":"@TGS#2CLUZEAEJ","Member_Account":"bob","NameCard":"\\u6797\\u96c5 \\/ 2B"}',
    ),
    sends: "escaped characters, and the query in another order",
    answer: OK,
    strictCode: 0,
  },
  {
    ...php("get_role_in_group", '{"GroupId":"@TGS#2CLUZEAEJ","User_Account":["bob","ghost"]}', "&apn=1"),
    sends: "an undocumented query parameter",
    answer: {
      ...OK,
      UserIdList: [
        { Member_Account: "bob", Role: "Member" },
        { Member_Account: "ghost", Role: "NotMember" },
      ],
    },
    strictCode: 10004,
  },
  {
    ...php(
      "get_group_member_info",
      '{"GroupId":"@TGS#2CLUZEAEJ","Limit":10,"Offset":0,"MemberInfoFilter":["Account","Role","Nick"],"MemberRoleFilter":["Owner","Founder"]}',
    ),
    sends: "unknown names in filters",
    answer: { ...OK, MemberNum: 2, MemberList: [{ Member_Account: "alice", Role: "Owner" }] },
    strictCode: 10004,
  },
  {
    ...python(
      "get_group_member_info",
      '{"GroupId": "@TGS#2CLUZEAEJ", "Limit": null, "Offset": 1, "MemberInfoFilter": ["Role"], "Next": null}',
    ),
    sends: "no limit and no cursor, written as null",
    answer: { ...OK, MemberList: [{ Member_Account: "bob", Role: "Member" }] },
    strictCode: 10004,
  },
  {
    ...python(
      "forbid_send_msg",
      '{"GroupId": "@TGS#2CLUZEAEJ", "Members_Account": ["bob", "ghost"], "ShutUpTime": 4294967295, "Silence": 1}',
    ),
    sends: "a field of another command",
    answer: OK,
    strictCode: 10004,
  },
];

/** A form as curl writes it for the PHP SDK, where every call is multipart. */
const multipart = (fields: readonly (readonly [string, string])[]) => {
  const boundary = "------------------------4b1c7c1e0f6a2d93";
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    client: "the vendor's PHP SDK",
    target: "/partner/api/course.api.php?action=modifyGroupMemberNickname",
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
};
const SIGNED = [
  ["SID", "1234567"],
  ["safeKey", "{safeKey}"],
  ["timeStamp", "{timeStamp}"],
] as const;
const DONE = { error_info: { errno: 1, error: "程序正常执行" } };
const MALFORMED = { error_info: { errno: 100 } };

const CLASSIN: readonly ForeignRequest[] = [
  {
    ...multipart([...SIGNED, ["courseId", "561294"]]),
    sends: "a multipart form",
    answer: DONE,
    strictCode: 1,
  },
  {
    ...multipart([...SIGNED, ["courseId", "561294"], ["action", "modifyGroupMemberNickname"]]),
    sends: "a multipart form that names the action again",
    answer: DONE,
    strictCode: 100,
  },
  {
    ...multipart([...SIGNED, ["courseId", "561294"], ["courseId", "561294"]]),
    sends: "a field twice",
    answer: MALFORMED,
    strictCode: 100,
  },
  {
    client: "a Go client",
    sends: "the fields in alphabetical order",
    target: "/partner/api/course.api.php?action=modifyGroupMemberNickname",
    contentType: FORM_TYPE,
    body: "SID=1234567&courseId=561294&safeKey={safeKey}&timeStamp={timeStamp}",
    answer: DONE,
    strictCode: 1,
  },
  {
    client: "a Python client",
    sends: "a field of other calls",
    target: "/partner/api/course.api.php?action=modifyGroupMemberNickname",
    contentType: `${FORM_TYPE}; charset=UTF-8`,
    body: "courseId=561295&courseName=Chemistry&timeStamp={timeStamp}&safeKey={safeKey}&SID=1234567",
    answer: { error_info: { errno: 842 } },
    strictCode: 100,
  },
  {
    client: "a Python client",
    sends: "a course number converted to a float",
    target: "/partner/api/course.api.php?action=modifyGroupMemberNickname",
    contentType: FORM_TYPE,
    body: "SID=1234567&safeKey={safeKey}&timeStamp={timeStamp}&courseId=561294.0",
    answer: MALFORMED,
    strictCode: 100,
  },
  {
    ...multipart([...SIGNED, ["courseId", ""]]),
    sends: "no course, written as an empty field",
    answer: MALFORMED,
    strictCode: 100,
  },
  {
    client: "a Go client",
    sends: "numbers in JSON, as the vendor's newer calls expect",
    target: "/partner/api/course.api.php?action=modifyGroupMemberNickname",
    contentType: JSON_TYPE,
    body: '{"SID":1234567,"safeKey":"{safeKey}","timeStamp":{timeStamp},"courseId":561294}',
    answer: MALFORMED,
    strictCode: 100,
  },
  {
    client: "a PHP client",
    sends: "another school's SID",
    target: "/partner/api/course.api.php?action=modifyGroupMemberNickname",
    contentType: FORM_TYPE,
    body: "SID=7654321&safeKey={safeKey}&timeStamp={timeStamp}&courseId=561294",
    answer: { error_info: { errno: 102 } },
    strictCode: 102,
  },
  {
    client: "a Java client",
    sends: "an undocumented query parameter",
    target: "/partner/api/course.api.php?lang=en&action=modifyGroupMemberNickname",
    contentType: FORM_TYPE,
    body: "SID=1234567&safeKey={safeKey}&timeStamp={timeStamp}&courseId=561294",
    answer: DONE,
    strictCode: 100,
  },
];

export const FOREIGN_REQUESTS = [...TENCENT_IM, ...CLASSIN];
