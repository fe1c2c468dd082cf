CREATE TABLE "kept_courses" (
	"course_id" text PRIMARY KEY NOT NULL,
	"policy" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" text,
	"is_over" boolean DEFAULT false NOT NULL,
	"sync_due_at" timestamp (3) with time zone,
	"sync_first_at" timestamp (3) with time zone,
	"sync_trigger" text,
	"sync_mark" integer DEFAULT 0 NOT NULL,
	"sync_tries" smallint DEFAULT 0 NOT NULL,
	"sync_begun_at" timestamp (3) with time zone,
	"sync_fence" integer DEFAULT 0 NOT NULL,
	"sync_lease_until" timestamp (3) with time zone,
	"looked_for" timestamp (3) with time zone NOT NULL,
	"look_due_at" timestamp (3) with time zone,
	"look_trigger" text,
	"look_mark" integer DEFAULT 0 NOT NULL,
	"look_tries" smallint DEFAULT 0 NOT NULL,
	"look_position" text,
	"cards_fence" integer DEFAULT 0 NOT NULL,
	"cards_lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "kept_courses_sync_due" ON "kept_courses" ("sync_due_at") WHERE "sync_due_at" is not null;
--> statement-breakpoint
CREATE INDEX "kept_courses_look_due" ON "kept_courses" ("look_due_at") WHERE "look_due_at" is not null;
--> statement-breakpoint
CREATE TABLE "kept_members" (
	"course_id" text NOT NULL,
	"user_id" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"trigger" text,
	"mark" integer DEFAULT 0 NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"peace_until" timestamp (3) with time zone,
	"long_name_at" timestamp (3) with time zone,
	CONSTRAINT "kept_members_course_id_user_id_pk" PRIMARY KEY("course_id","user_id")
);
--> statement-breakpoint
CREATE INDEX "kept_members_due" ON "kept_members" ("due_at") WHERE "due_at" is not null;
--> statement-breakpoint
CREATE INDEX "kept_members_user" ON "kept_members" ("user_id");
--> statement-breakpoint
CREATE TABLE "name_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"vendor" text NOT NULL,
	"course_id" text NOT NULL,
	"group_id" text,
	"user_id" text,
	"trigger" text NOT NULL,
	"outcome" text NOT NULL,
	"failure" text,
	"code" bigint,
	"extra" jsonb,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "name_corrections_at" ON "name_corrections" ("at","id");
--> statement-breakpoint
CREATE INDEX "name_corrections_course" ON "name_corrections" ("course_id","at","id");
--> statement-breakpoint
CREATE INDEX "name_corrections_user" ON "name_corrections" ("user_id","at","id") WHERE "user_id" is not null;
--> statement-breakpoint
COMMENT ON TABLE kept_courses IS 'Courses whose names were ever kept, and what is due for them.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.policy IS 'keep or manual.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.is_over IS 'ClassIn says that the course has ended or is gone, so the daily look does not sync it.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.sync_first_at IS 'When the due sync was first asked for. Later messages put it off, but not for ever.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.sync_mark IS 'Increases with each message. A sync that began before the last message does not settle it.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.sync_begun_at IS 'When the last sync began. The next one begins at least five minutes later.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.sync_fence IS 'Increases with each lease. A worker whose lease was taken changes nothing any more.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.looked_for IS 'The daily moment of the last look at all name cards.';
--> statement-breakpoint
COMMENT ON COLUMN kept_courses.look_position IS 'Where the look goes on. Null: at the start.';
--> statement-breakpoint
COMMENT ON TABLE kept_members IS 'Members whose name cards have to be looked at, and those who are left alone.';
--> statement-breakpoint
COMMENT ON COLUMN kept_members.peace_until IS 'The member is left alone until then, because of a dispute.';
--> statement-breakpoint
COMMENT ON COLUMN kept_members.long_name_at IS 'The updated_at of the official name that was reported as too long for a card.';
--> statement-breakpoint
COMMENT ON TABLE name_corrections IS 'Writes that this server made by itself to keep names. Written before the vendor is called.';
--> statement-breakpoint
COMMENT ON COLUMN name_corrections.user_id IS 'Null for a sync of a whole course.';
--> statement-breakpoint
COMMENT ON COLUMN name_corrections.outcome IS 'UNKNOWN until the vendor has answered, and for ever if the process died before.';
