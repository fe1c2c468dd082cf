import type { ReactNode } from "react";
import styles from "./banner.module.css";

interface Props {
  readonly kind: "info" | "warning";
  readonly children: ReactNode;
}

/** A line that tells something about everything below it. Screen readers read it out when it appears. */
export function Banner({ kind, children }: Props) {
  return (
    <output className={styles.banner} data-kind={kind}>
      {children}
    </output>
  );
}
