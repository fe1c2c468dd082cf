CREATE TABLE "official_names" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"classin_uid" text,
	"name" text NOT NULL,
	"folded" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text,
	CONSTRAINT "official_names_classin_uid" UNIQUE("classin_uid") DEFERRABLE INITIALLY IMMEDIATE
);
--> statement-breakpoint
COMMENT ON TABLE official_names IS 'The names that the school says its people have. Personal data.';
--> statement-breakpoint
COMMENT ON COLUMN official_names.classin_uid IS 'The person''s number in ClassIn. Null if it is not known. Deferrable, so that one statement can swap two numbers.';
--> statement-breakpoint
COMMENT ON COLUMN official_names.folded IS 'The user id and the name in lower case, for searches that do not depend on the database''s locale.';
--> statement-breakpoint
COMMENT ON COLUMN official_names.updated_at IS 'When the name or the number last changed. Setting the same again is no change.';
--> statement-breakpoint
COMMENT ON COLUMN official_names.updated_by IS 'The caller who changed it. Null if callers are not checked.';
