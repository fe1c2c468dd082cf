import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface ConnectionLimit {
  readonly most: number;
  /** Told of each connection that was closed for being one too many. */
  readonly onRefused: () => void;
}

/** Closes connections beyond the limit as soon as they are made: each costs memory before anything is checked. */
export function limitConnections(server: Server, { most, onRefused }: ConnectionLimit): void {
  server.maxConnections = most;
  server.on("drop", onRefused);
}

/** The connections of a server that is to stop without leaving a request unanswered. */
export interface OpenConnections {
  /** Ends connections that serve no request now, and from now on each of the others once its request is answered. */
  endWhenIdle(): void;
}

/**
 * Node counts a connection on which nothing was sent yet as busy, and one that was busy when the server began to close
 * stays open for as long as its client likes. Either would hold a stopping server up.
 */
export function trackConnections(server: Server): OpenConnections {
  const busyWith = new Map<Socket, number>();
  let ending = false;

  server.on("connection", (socket: Socket) => {
    busyWith.set(socket, 0);
    socket.once("close", () => busyWith.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    busyWith.set(socket, (busyWith.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const requests = busyWith.get(socket);
      if (requests === undefined) return;
      busyWith.set(socket, requests - 1);
      if (ending && requests === 1) socket.end();
    });
  });

  return {
    endWhenIdle() {
      ending = true;
      for (const [socket, requests] of busyWith) if (requests === 0) socket.destroy();
    },
  };
}
