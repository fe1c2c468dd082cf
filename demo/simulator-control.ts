import { request } from "undici";
import { z } from "zod";

/** A student as ClassIn has them. Its API lets nobody read this; the simulator does. */
export interface ClassinStudent {
  readonly uid: string;
  /** What the class shows. */
  readonly nickname: string;
  readonly registeredName: string;
}

const AddedFault = z.object({ id: z.string() });
const FaultList = z.object({ faults: z.array(AddedFault) });
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
  /** A user joins a group by themselves. False if that is impossible, or if the simulator does not answer. */
  joinGroup(member: { groupId: string; userId: string }): Promise<boolean>;
  /** Makes calls to the vendors fail, and returns the fault's id. Null if the simulator does not answer. */
  addFault(fault: object): Promise<string | null>;
  removeFault(id: string): Promise<void>;
  /** The ids of the faults that are active. Null if the simulator does not answer. */
  activeFaults(): Promise<readonly string[] | null>;
  /** Both vendors send webhooks to this listener. */
  sendWebhooksTo(url: string): Promise<void>;
}

export function simulatorControl(url: string): SimulatorControl {
  const send = async (method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown> => {
    const answer = await request(new URL(path, url), {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`The simulator refused ${path}: ${text}`);
    return JSON.parse(text);
  };
  const happens = (event: string, input: object): Promise<boolean> =>
    send("POST", `/events/${event}`, input).then(
      () => true,
      () => false,
    );
  return {
    async studentsOf(courseId) {
      const state = await send("GET", "/school").catch(() => null);
      if (state === null) return null;
      return SchoolState.parse(state).courses.find(({ id }) => id === courseId)?.students ?? null;
    },
    renameThemselves: (member) => happens("member-renamed", member),
    joinGroup: (member) => happens("member-joined", member),
    async addFault(fault) {
      const added = await send("POST", "/faults", fault).catch(() => null);
      return added === null ? null : AddedFault.parse(added).id;
    },
    async removeFault(id) {
      // It may have ended by itself.
      await send("DELETE", `/faults/${encodeURIComponent(id)}`).catch(() => null);
    },
    async activeFaults() {
      const list = await send("GET", "/faults").catch(() => null);
      return list === null ? null : FaultList.parse(list).faults.map(({ id }) => id);
    },
    // Tencent IM repeats an event only if it is asked to. On a slow machine the first try may time out.
    async sendWebhooksTo(listener) {
      await send("POST", "/webhooks/settings", { url: listener, tencentIm: { repeatsOnTimeout: true } });
    },
  };
}
