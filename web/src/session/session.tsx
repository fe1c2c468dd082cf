import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { type Session, sessionOf } from "./model.js";
import { useTimer } from "./use-timer.js";

interface SessionControl {
  /** Null while nobody is signed in. */
  readonly session: Session | null;
  /** Whether the last session ended because its token is no longer accepted. */
  readonly hasExpired: boolean;
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
  readonly expire: () => void;
}

/** The token lasts as long as the tab: a reload keeps it, and closing the tab removes it. */
const KEY = "class-groups.token";

const SessionContext = createContext<SessionControl | null>(null);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [token, setToken] = useState(() => sessionStorage.getItem(KEY));
  const [hasExpired, setHasExpired] = useState(false);

  const change = useCallback((next: string | null, isExpired: boolean) => {
    if (next === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, next);
    setToken(next);
    setHasExpired(isExpired);
  }, []);
  const signIn = useCallback((next: string) => change(next, false), [change]);
  const signOut = useCallback(() => change(null, false), [change]);
  const expire = useCallback(() => change(null, true), [change]);

  const session = useMemo(() => (token === null ? null : sessionOf(token)), [token]);
  useTimer(session?.claims.expiresAt ?? null, expire);

  const control = useMemo(
    () => ({ session, hasExpired, signIn, signOut, expire }),
    [session, hasExpired, signIn, signOut, expire],
  );
  return <SessionContext value={control}>{children}</SessionContext>;
}

export function useSessionControl(): SessionControl {
  const control = use(SessionContext);
  if (control === null) throw new Error("useSessionControl needs a SessionProvider above it.");
  return control;
}

/** The session of a part that is shown only to people who are signed in. */
export function useSession(): Session {
  const { session } = useSessionControl();
  if (session === null) throw new Error("This part of the page needs a person who is signed in.");
  return session;
}
