import type { Response } from "undici";
import { z } from "zod";
import type { CallbackSender } from "./send-callback.js";

type Send = CallbackSender["send"];

const LastMessage = z.looseObject({ action: z.literal("complete"), id: z.string() });

/**
 * Gives up a subscription's last message after `attempts` failures, or if it is refused. It then returns 404, as if the
 * gateway no longer listened: Apollo's plugin does not await that message, so a rejection would end the process.
 */
export function givingUpLastMessage(
  send: Send,
  { attempts, onGivenUp }: { attempts: number; onGivenUp: (id: string, why: string) => void },
): Send {
  /** Failed attempts, by URL and body: each attempt sends the same. */
  const failures = new Map<string, number>();
  return async (url, init) => {
    const id = idOfLastMessage(init?.body);
    if (id === null) return send(url, init);
    const key = `${url} ${String(init?.body)}`;
    const giveUp = async (why: string): Promise<Response> => {
      failures.delete(key);
      onGivenUp(id, why);
      const { Response } = await import("undici");
      return new Response(null, { status: 404 });
    };
    const mayTryAgain = (): boolean => {
      const failed = (failures.get(key) ?? 0) + 1;
      failures.set(key, failed);
      return failed < attempts;
    };
    try {
      const answer = await send(url, init);
      if (answer.status >= 500 && mayTryAgain()) return answer;
      if (!answer.ok) return giveUp(`status ${answer.status}`);
      failures.delete(key);
      return answer;
    } catch (error) {
      if (mayTryAgain()) throw error;
      return giveUp(error instanceof Error ? error.name : "failed");
    }
  };
}

function idOfLastMessage(body: string | Buffer | undefined): string | null {
  if (typeof body !== "string") return null;
  const read = LastMessage.safeParse(JSON.parse(body));
  return read.success ? read.data.id : null;
}
