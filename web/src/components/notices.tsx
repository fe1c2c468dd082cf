import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useText } from "../messages/use-text.js";
import styles from "./notices.module.css";

export interface Notice {
  readonly kind: "success" | "failure";
  readonly text: string;
  /** What the school's support needs to find the request. */
  readonly detail?: string | undefined;
}

interface NumberedNotice extends Notice {
  readonly number: number;
}

/** The oldest gives way, so that a series of failures does not cover the page. */
const MOST = 4;

const NoticesContext = createContext<((notice: Notice) => void) | null>(null);

/** Shows what came of the visitor's actions, until it is closed. Nothing disappears before it could be read. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly NumberedNotice[]>([]);
  const notify = useCallback((notice: Notice) => {
    setNotices((shown) => [...shown, { ...notice, number: (shown.at(-1)?.number ?? 0) + 1 }].slice(-MOST));
  }, []);
  const close = useCallback((number: number) => {
    setNotices((shown) => shown.filter((notice) => notice.number !== number));
  }, []);
  return (
    <NoticesContext value={notify}>
      {children}
      <NoticeList notices={notices} onClose={close} />
    </NoticesContext>
  );
}

interface ListProps {
  readonly notices: readonly NumberedNotice[];
  readonly onClose: (number: number) => void;
}

function NoticeList({ notices, onClose }: ListProps) {
  const text = useText();
  const label = text("notice.region");
  const items = useMemo(
    () =>
      notices.map((notice) => (
        <div key={notice.number} className={styles.notice} data-kind={notice.kind}>
          <div>
            <p>{notice.text}</p>
            {notice.detail !== undefined && <p className={styles.detail}>{notice.detail}</p>}
          </div>
          <Button aria-label={text("app.close")} data-kind="quiet" onPress={() => onClose(notice.number)}>
            ×
          </Button>
        </div>
      )),
    [notices, onClose, text],
  );
  return (
    <section className={styles.region} aria-label={label} aria-live="polite">
      {items}
    </section>
  );
}

export function useNotify(): (notice: Notice) => void {
  const notify = use(NoticesContext);
  if (notify === null) throw new Error("useNotify needs a NoticesProvider above it.");
  return notify;
}
