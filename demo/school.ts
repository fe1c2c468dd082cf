import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { fastify } from "fastify";
import { parse } from "graphql";
import { named } from "../src/process/port.js";
import { nameOfStudent } from "./students.js";

/** A second, running subgraph. */
export interface School {
  readonly url: string;
  readonly sdl: string;
  /** The headers of each request it got. */
  readonly requests: readonly IncomingHttpHeaders[];
  close(): Promise<void>;
}

const COURSES = new Map([
  ["561294", { title: "Algebra, second year", teacherId: "teacher_li", monitorId: "student_007" }],
  ["561295", { title: "Chemistry, first year", teacherId: "teacher_li", monitorId: null }],
]);

const PEOPLE = new Map([
  ["teacher_li", "Li Minghua 李明华"],
  ["assistant_zhao", "Zhao Wei 赵薇"],
]);

const sdl = readFileSync(new URL("./school.graphql", import.meta.url), "utf8");

const course = (id: string) => ({ __typename: "Course", id, title: COURSES.get(id)?.title ?? null });
const user = (id: string) => ({ __typename: "User", id });
const fullName = (id: string): string | null => PEOPLE.get(id) ?? nameOfStudent(id);

const resolvers = {
  Query: {
    schoolCourses: () => [...COURSES.keys()].map(course),
    report: () => ({ __typename: "Error", message: "The report is not ready." }),
  },
  Course: {
    __resolveReference: ({ id }: { id: string }) => course(id),
    teacher: ({ id }: { id: string }) => {
      const teacherId = COURSES.get(id)?.teacherId;
      return teacherId === undefined ? null : user(teacherId);
    },
    monitor: ({ id }: { id: string }) => {
      const userId = COURSES.get(id)?.monitorId ?? null;
      return userId === null ? null : { __typename: "GroupMember", groupId: `course-${id}`, userId };
    },
  },
  User: {
    __resolveReference: ({ id }: { id: string }) => user(id),
    fullName: ({ id }: { id: string }) => fullName(id),
  },
};

/** Starts the school's subgraph on a local port. 0: any free port. */
export async function startSchool(port: number): Promise<School> {
  const requests: IncomingHttpHeaders[] = [];
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    // The caller stops it.
    stopOnTerminationSignals: false,
  });
  await server.start();
  const http = fastify({ forceCloseConnections: true });
  const handler = fastifyApolloHandler(server, {
    context: async ({ headers }) => {
      requests.push(headers);
      return {};
    },
  });
  http.route({ method: ["GET", "POST"], url: "/", handler });
  const url = await named("SCHOOL_PORT", http.listen({ host: "127.0.0.1", port }));
  const close = async () => {
    await http.close();
    await server.stop();
  };
  return { url: `${url}/`, sdl, requests, close };
}
