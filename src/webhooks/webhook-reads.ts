import DataLoader from "dataloader";
import type { Store } from "../store/sql.js";
import type { StoreProvider } from "../store/store.js";
import {
  type CourseFacts,
  type CoursesQuery,
  type CourseStudent,
  findCourses,
  listCourses,
  listStudents,
  type StudentsQuery,
} from "./queries/courses.js";
import { type EventsQuery, listEvents, type VendorEvent } from "./queries/events.js";

/**
 * What the vendors' webhooks brought, for resolvers. Empty if none were ever received. Methods reject with StoreUnavailable
 * while the store cannot be used.
 */
export interface WebhookReads {
  /** Newest first. */
  events(query: EventsQuery): Promise<VendorEvent[]>;
  /** Null if no message named the course. Concurrent reads share one statement. */
  course(courseId: string): Promise<CourseFacts | null>;
  /** In the order of their numbers. */
  courses(query: CoursesQuery): Promise<CourseFacts[]>;
  /** In the order of their numbers as texts. */
  students(query: StudentsQuery): Promise<CourseStudent[]>;
}

/** As many as one request can refer to. */
const MAX_BATCH = 500;

export function createWebhookReads(provider: Pick<StoreProvider, "open" | "mayHoldWork">): WebhookReads {
  /** Reads must not create a store. */
  const fromStore = async <T>(read: (store: Store) => Promise<T[]>): Promise<T[]> =>
    provider.mayHoldWork() ? read(await provider.open()) : [];

  const facts = new DataLoader<string, CourseFacts | null>(
    async (courseIds) => {
      const unique = [...new Set(courseIds)];
      const found = await fromStore((store) => findCourses(store, unique));
      const byId = new Map(found.map((one) => [one.courseId, one]));
      return courseIds.map((courseId) => byId.get(courseId) ?? null);
    },
    { cache: false, maxBatchSize: MAX_BATCH },
  );

  return {
    events: (query) => fromStore((store) => listEvents(store, query)),
    course: (courseId) => facts.load(courseId),
    courses: (query) => fromStore((store) => listCourses(store, query)),
    students: (query) => fromStore((store) => listStudents(store, query)),
  };
}
