import { request } from "undici";
import { z } from "zod";

/** A student as ClassIn has them. Its API lets nobody read this; the simulator does. */
export interface ClassinStudent {
  readonly uid: string;
  /** What the class shows. */
  readonly nickname: string;
  readonly registeredName: string;
}

const SchoolState = z.object({
  courses: z.array(
    z.object({
      id: z.string(),
      students: z.array(z.object({ uid: z.string(), nickname: z.string(), registeredName: z.string() })),
    }),
  ),
});

/** What people do and see at the vendors, without any API. */
export interface SimulatorControl {
  /** The students of a course as they are now. Null if the simulator does not answer. */
  studentsOf(courseId: string): Promise<readonly ClassinStudent[] | null>;
  /** A member changes their own name card in a group. False if the simulator does not answer. */
  renameThemselves(member: { groupId: string; userId: string; nameCard: string }): Promise<boolean>;
  /** Both vendors send webhooks to this listener. */
  sendWebhooksTo(url: string): Promise<void>;
}

export function simulatorControl(url: string): SimulatorControl {
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await request(new URL(path, url), { method: "POST", body: JSON.stringify(body) });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`The simulator refused ${path}: ${text}`);
  };
  return {
    async studentsOf(courseId) {
      const answer = await request(new URL("/school", url)).catch(() => null);
      if (answer === null) return null;
      const { courses } = SchoolState.parse(await answer.body.json());
      return courses.find(({ id }) => id === courseId)?.students ?? null;
    },
    renameThemselves: (member) =>
      post("/events/member-renamed", member).then(
        () => true,
        () => false,
      ),
    // Tencent IM repeats an event only if it is asked to. On a slow machine the first try may time out.
    sendWebhooksTo: (listener) =>
      post("/webhooks/settings", { url: listener, tencentIm: { repeatsOnTimeout: true } }),
  };
}
