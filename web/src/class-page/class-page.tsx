import { useApolloClient } from "@apollo/client/react";
import { useCallback, useMemo } from "react";
import { RecentCorrectionsDocument, RecentEventsDocument } from "../../operations/generated/graphql.js";
import { Banner } from "../components/banner.js";
import { PageState } from "../components/page-state.js";
import { useOnline } from "../components/use-online.js";
import { readProblem } from "../graphql/read-problem.js";
import { useText } from "../messages/use-text.js";
import { useSession } from "../session/session.js";
import { ClassHeader } from "./class-header.js";
import styles from "./class-page.module.css";
import { ClassRoster } from "./class-roster.js";
import { Lately } from "./lately.js";
import { membersOf } from "./sort-members.js";
import { useLiveGroup } from "./use-live-group.js";
import { useRoster } from "./use-roster.js";

interface Props {
  readonly courseId: string;
}

/** The members of a course's chat group, and what can be done with them. */
export function ClassPage({ courseId }: Props) {
  const text = useText();
  const { rights } = useSession();
  const isOnline = useOnline();
  const roster = useRoster(courseId, rights.names);
  const { data, error, reload } = roster;
  const course = data?.course ?? null;
  const group = course?.group ?? null;
  const members = useMemo(() => membersOf(group), [group]);
  const isLive = useLiveGroup(group?.id ?? null, useReloadAll(reload));

  if (course === null || group === null) {
    const title = text("class.title", { courseId });
    if (roster.isLoading) return <PageState title={title}>{text("state.loading")}</PageState>;
    const reason =
      error === null ? text("state.noGroup", { courseId }) : text(`problem.${readProblem(error)}`);
    return (
      <PageState title={title} onRetry={reload}>
        {reason}
      </PageState>
    );
  }
  return (
    <div className={styles.page}>
      <ClassHeader
        courseId={courseId}
        course={course}
        members={members}
        isLive={isLive && isOnline}
        reload={reload}
      />
      {!isOnline && <Banner kind="warning">{text("state.offline")}</Banner>}
      {isOnline && error !== null && <Banner kind="warning">{text("state.stale")}</Banner>}
      {roster.isPartial && <Banner kind="warning">{text("state.partial")}</Banner>}
      {group.everyoneMuted === true && <Banner kind="info">{text("class.everyoneMuted")}</Banner>}
      <div className={styles.columns}>
        {(rights.names || rights.events) && (
          <Lately courseId={courseId} groupId={group.id} members={members} />
        )}
        {group.members === null ? (
          <PageState>{text("state.noList")}</PageState>
        ) : (
          <ClassRoster members={members} group={group} isLoading={roster.isLoading} reload={reload} />
        )}
      </div>
    </div>
  );
}

/** Reads the roster again, and what happened lately if the caller may see it. */
function useReloadAll(reload: () => void): () => void {
  const client = useApolloClient();
  const { rights } = useSession();
  return useCallback(() => {
    reload();
    const include = [
      ...(rights.names ? [RecentCorrectionsDocument] : []),
      ...(rights.events ? [RecentEventsDocument] : []),
    ];
    void client.refetchQueries({ include });
  }, [reload, client, rights]);
}
