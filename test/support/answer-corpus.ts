import { readdirSync, readFileSync } from "node:fs";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import type { Answer, TestApp } from "./app.js";

const FOLDER = new URL("../fixtures/answers/", import.meta.url);

const GROUP =
  "id name type memberCount maxMemberCount owner { userId } introduction createdAt lastMessageAt everyoneMuted joinPolicy customFields { key value }";
const MEMBER = "userId role nameCard mutedUntil customFields { key value } accountLost";

/** The operations, by the name that fixtures use. */
const ASKED = {
  group: `{ group(id: "g1") { ${GROUP} } }`,
  groups: `{ groups(ids: ["g1", "g2"]) { ${GROUP} } }`,
  roster: `{ group(id: "g1") { members(first: 3) { totalCount nodes { ${MEMBER} } pageInfo { hasNextPage } } } }`,
  members: `{ a: groupMember(groupId: "g1", userId: "a") { ${MEMBER} } b: groupMember(groupId: "g1", userId: "b") { ${MEMBER} } }`,
  "groups-of-user":
    '{ _entities(representations: [{ __typename: "User", id: "a" }]) { ... on User { groups { totalCount nodes { id name type } pageInfo { hasNextPage } } } } }',
  rename:
    'mutation { updateGroupMember(input: { groupId: "g1", userId: "a", nameCard: "Lin Ya" }) { __typename } }',
  "refused-change":
    'mutation { updateGroupMember(input: { groupId: "g1", userId: "a", nameCard: "Lin Ya" }) { __typename } }',
  sync: 'mutation { syncClassNicknames(courseId: "561294") { __typename } }',
  "sync-students": `mutation {
    syncStudentNicknames(input: { classinUids: ["1001001", "1001002"] }) {
      __typename
      ... on SyncStudentNicknamesSuccess {
        results {
          __typename
          ... on StudentNicknameSynced { classinUid }
          ... on StudentNotInSchoolError { classinUid }
          ... on StudentNicknameNotSyncedError { classinUid }
        }
      }
    }
  }`,
} as const;
export type Asked = keyof typeof ASKED;

/** One answer of a vendor, as bytes, and the result it must lead to. */
export interface Fixture {
  readonly operation: string;
  readonly name: string;
  readonly body: Buffer;
  /** One sentence on what the vendor does here. */
  readonly about: string;
  readonly ask: Asked;
  readonly httpStatus?: number;
  readonly data: unknown;
  readonly errors?: readonly {
    readonly path: readonly (string | number)[];
    readonly code: string;
    readonly vendorCode: number | null;
  }[];
  /** How often the operation is called, if the fixture checks it. */
  readonly calls?: number;
}

/** Every fixture in `test/fixtures/answers`: a folder for each operation, with NAME.body and NAME.json. */
export const answerCorpus = (): readonly Fixture[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: operation }) => {
      const folder = new URL(`${operation}/`, FOLDER);
      const names = readdirSync(folder).filter((file) => file.endsWith(".json"));
      return names.map((file) => {
        const name = file.slice(0, -".json".length);
        const expected = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Omit<
          Fixture,
          "operation" | "name" | "body"
        >;
        return { ...expected, operation, name, body: readFileSync(new URL(`${name}.body`, folder)) };
      });
    });

/** The school that fixtures are about. Operations without a fixture get the simulator's own answers about it. */
export const corpusSchool = () =>
  aSchool({
    courses: [aCourse({ id: "561294" })],
    groups: [
      aGroup({ id: "g1", members: ["a", "b", "c"] }),
      aGroup({ id: "g2", members: ["a"] }),
      aGroup({ id: "healthy", name: "Healthy", members: ["a"] }),
    ],
    customKeys: { group: ["term"], member: { Public: ["seat"] } },
  });

export const CORPUS_ENV = {
  TENCENT_IM_GROUP_CUSTOM_KEYS: "term",
  TENCENT_IM_MEMBER_CUSTOM_KEYS: "seat",
};

/** The first answer is this one. A request for the next page gets an empty page, as from a group without more members. */
export function answerWith(app: TestApp, { operation, ask, httpStatus }: Fixture, body: Buffer): void {
  const raw = (bytes: Buffer, more: Partial<Fault> = {}): Fault => ({
    kind: "raw",
    operation,
    bodyBase64: bytes.toString("base64"),
    ...(httpStatus !== undefined && { httpStatus }),
    ...more,
  });
  if (ask === "refused-change")
    app.simulator.faults.add({ kind: "code", operation: "modify_group_member_info", code: 10007 });
  if (ask === "roster") {
    app.simulator.faults.add(raw(body, { times: 1 }));
    app.simulator.faults.add(raw(EMPTY_PAGE));
  } else app.simulator.faults.add(raw(body));
}

const EMPTY_PAGE = Buffer.from('{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"MemberList":[]}');

export const ask = (app: TestApp, asked: Asked): Promise<Answer> => app.send(ASKED[asked]);
