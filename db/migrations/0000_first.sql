CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at_ms` integer NOT NULL,
	`actor_account_id` text,
	`action` text NOT NULL,
	`subject_id` text,
	`detail` text
);
--> statement-breakpoint
CREATE TABLE `auth_sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`principal_kind` text NOT NULL,
	`principal_id` text NOT NULL,
	`place` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`last_seen_at_ms` integer NOT NULL,
	`device` text NOT NULL,
	`reauthenticated_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `auth_sessions_by_principal` ON `auth_sessions` (`principal_id`);--> statement-breakpoint
CREATE TABLE `answer_tallies` (
	`class_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`question_id` text NOT NULL,
	`option_key` text NOT NULL,
	`misconception` text DEFAULT '' NOT NULL,
	`mode` text NOT NULL,
	`try_number` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`class_id`, `lesson_id`, `question_id`, `option_key`, `misconception`, `mode`, `try_number`)
);
--> statement-breakpoint
CREATE TABLE `game_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`seat_id` text,
	`live_session_id` text,
	`lesson_id` text NOT NULL,
	`game_id` text NOT NULL,
	`band` text NOT NULL,
	`seed` integer NOT NULL,
	`rules_version` integer NOT NULL,
	`issued_at_ms` integer NOT NULL,
	`finished_at_ms` integer,
	`moves` text,
	FOREIGN KEY (`seat_id`) REFERENCES `seats`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "run_of_a_seat_or_of_teams" CHECK((seat_id IS NULL) <> (live_session_id IS NULL))
);
--> statement-breakpoint
CREATE INDEX `game_runs_by_seat` ON `game_runs` (`seat_id`,`game_id`);--> statement-breakpoint
CREATE INDEX `game_runs_by_live_session` ON `game_runs` (`live_session_id`);--> statement-breakpoint
CREATE TABLE `learning_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`device_event_id` text NOT NULL,
	`payload_hash` text NOT NULL,
	`class_id` text NOT NULL,
	`seat_id` text,
	`counted` integer NOT NULL,
	`live_session_id` text,
	`mode` text NOT NULL,
	`lesson_id` text,
	`question_id` text,
	`question_version` text,
	`try_number` integer,
	`sitting_id` text,
	`first_try_seq` integer,
	`chosen` text,
	`mark` text,
	`misconception` text,
	`run_id` text,
	`game_id` text,
	`band` text,
	`score_bp` integer,
	`evidence` text,
	`detail` text,
	`content_hash` text NOT NULL,
	`rules_version` integer,
	`at_ms` integer NOT NULL,
	`voided_by_seq` integer,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`seat_id`) REFERENCES `seats`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "second_try_follows_a_wrong_first" CHECK(try_number IS NOT 2 OR first_try_seq IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_by_device_id` ON `learning_events` (`seat_id`,`device_event_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_by_class_device_id` ON `learning_events` (`class_id`,`device_event_id`) WHERE seat_id IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_one_try` ON `learning_events` (`seat_id`,`question_id`,`try_number`) WHERE try_number IS NOT NULL AND voided_by_seq IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_one_sitting_answer` ON `learning_events` (`sitting_id`,`seat_id`,`question_id`) WHERE sitting_id IS NOT NULL AND voided_by_seq IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_one_milestone` ON `learning_events` (`seat_id`,`lesson_id`,`kind`) WHERE kind IN ('lesson-opened', 'lesson-finished') AND voided_by_seq IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_one_finish` ON `learning_events` (`run_id`) WHERE run_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_one_count` ON `learning_events` (`live_session_id`,`question_id`,`kind`) WHERE kind IN ('hand-counted', 'team-answered') AND voided_by_seq IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `learning_events_one_live_answer` ON `learning_events` (`live_session_id`,`question_id`,`seat_id`) WHERE live_session_id IS NOT NULL AND seat_id IS NOT NULL AND voided_by_seq IS NULL
          AND kind IN ('question-answered', 'live-repeated', 'faces-felt');--> statement-breakpoint
CREATE INDEX `learning_events_by_class` ON `learning_events` (`class_id`,`seq`);--> statement-breakpoint
CREATE TABLE `lesson_progress` (
	`class_id` text NOT NULL,
	`seat_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`questions_answered` integer DEFAULT 0 NOT NULL,
	`questions_right_first` integer DEFAULT 0 NOT NULL,
	`questions_right` integer DEFAULT 0 NOT NULL,
	`games_finished` integer DEFAULT 0 NOT NULL,
	`best_score_bp` integer,
	`finished_at_ms` integer,
	`last_at_ms` integer NOT NULL,
	PRIMARY KEY(`seat_id`, `lesson_id`)
);
--> statement-breakpoint
CREATE INDEX `lesson_progress_by_class` ON `lesson_progress` (`class_id`,`lesson_id`);--> statement-breakpoint
CREATE TABLE `question_versions` (
	`question_id` text NOT NULL,
	`version` text NOT NULL,
	`authored` text NOT NULL,
	`first_served_at_ms` integer NOT NULL,
	PRIMARY KEY(`question_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `test_sittings` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`module_id` text NOT NULL,
	`purpose` text NOT NULL,
	`visit_id` text,
	`opened_by_account_id` text NOT NULL,
	`opened_at_ms` integer NOT NULL,
	`closes_at_ms` integer NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `test_sittings_by_class` ON `test_sittings` (`class_id`,`opened_at_ms`);--> statement-breakpoint
CREATE INDEX `test_sittings_by_visit` ON `test_sittings` (`visit_id`);--> statement-breakpoint
CREATE TABLE `activities` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`visit_id` text,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`day` text NOT NULL,
	`district_code` text NOT NULL,
	`minutes` integer NOT NULL,
	`person_times` integer NOT NULL,
	`unique_pupils` integer NOT NULL,
	`campaign_id` text,
	`counts` integer NOT NULL,
	`label` text DEFAULT '' NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`bank_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activities_by_bank` ON `activities` (`bank_id`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `activities_by_district` ON `activities` (`bank_id`,`district_code`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `activities_by_kind` ON `activities` (`bank_id`,`kind`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `activities_by_campaign` ON `activities` (`bank_id`,`campaign_id`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `activities_by_visit` ON `activities` (`visit_id`);--> statement-breakpoint
CREATE TABLE `activity_totals` (
	`bank_id` text NOT NULL,
	`month` text NOT NULL,
	`district_code` text NOT NULL,
	`kind` text NOT NULL,
	`campaign_id` text NOT NULL,
	`events` integer NOT NULL,
	`minutes` integer NOT NULL,
	`person_times` integer NOT NULL,
	`unique_pupils` integer NOT NULL,
	PRIMARY KEY(`bank_id`, `month`, `district_code`, `kind`, `campaign_id`)
);
--> statement-breakpoint
CREATE TABLE `bank_goals` (
	`bank_id` text NOT NULL,
	`year` integer NOT NULL,
	`activities` integer NOT NULL,
	PRIMARY KEY(`bank_id`, `year`),
	FOREIGN KEY (`bank_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `honours` (
	`id` text PRIMARY KEY NOT NULL,
	`bank_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`given_by` text NOT NULL,
	`day` text NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	`created_by_account_id` text NOT NULL,
	FOREIGN KEY (`bank_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `honours_by_bank` ON `honours` (`bank_id`,`day`);--> statement-breakpoint
CREATE TABLE `visit_totals` (
	`bank_id` text NOT NULL,
	`month` text NOT NULL,
	`measure` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`bank_id`, `month`, `measure`)
);
--> statement-breakpoint
CREATE TABLE `live_events` (
	`live_session_id` text NOT NULL,
	`seq` integer NOT NULL,
	`action_id` text NOT NULL,
	`event` text NOT NULL,
	`actor_account_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`live_session_id`, `seq`),
	FOREIGN KEY (`live_session_id`) REFERENCES `live_sessions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `live_events_one_action` ON `live_events` (`live_session_id`,`action_id`);--> statement-breakpoint
CREATE TABLE `live_seats` (
	`live_session_id` text NOT NULL,
	`seat_id` text NOT NULL,
	`number` integer NOT NULL,
	`joined_at_ms` integer NOT NULL,
	PRIMARY KEY(`live_session_id`, `seat_id`),
	FOREIGN KEY (`live_session_id`) REFERENCES `live_sessions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`seat_id`) REFERENCES `seats`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `live_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`visit_id` text,
	`mode` text NOT NULL,
	`host_account_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`open_steps` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`voided_at_ms` integer,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `live_sessions_by_class` ON `live_sessions` (`class_id`);--> statement-breakpoint
CREATE INDEX `live_sessions_by_visit` ON `live_sessions` (`visit_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `live_sessions_one_open_in_a_visit` ON `live_sessions` (`visit_id`) WHERE ended_at_ms IS NULL AND voided_at_ms IS NULL;--> statement-breakpoint
CREATE TABLE `account_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`purpose` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`display_name` text NOT NULL,
	`password_hash` text,
	`is_demo` integer DEFAULT false NOT NULL,
	`created_at_ms` integer NOT NULL,
	`disabled_at_ms` integer,
	`expires_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email_unique` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`module_id` text NOT NULL,
	`due_on` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`removed_at_ms` integer,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `assignments_by_class` ON `assignments` (`class_id`);--> statement-breakpoint
CREATE TABLE `class_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`account_id` text NOT NULL,
	`from_ms` integer NOT NULL,
	`until_ms` integer NOT NULL,
	`visit_id` text,
	`created_by_account_id` text NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `class_grants_by_account` ON `class_grants` (`account_id`);--> statement-breakpoint
CREATE INDEX `class_grants_by_visit` ON `class_grants` (`visit_id`);--> statement-breakpoint
CREATE TABLE `classes` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`owner_account_id` text NOT NULL,
	`name` text NOT NULL,
	`grade` integer NOT NULL,
	`seat_count` integer NOT NULL,
	`code` text NOT NULL,
	`code_expires_at_ms` integer NOT NULL,
	`join_open_until_ms` integer,
	`created_at_ms` integer NOT NULL,
	`archived_at_ms` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `classes_code_unique` ON `classes` (`code`);--> statement-breakpoint
CREATE INDEX `classes_by_owner` ON `classes` (`owner_account_id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`account_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`account_id`, `organisation_id`, `role`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`district_code` text,
	`area` text,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `seat_locks` (
	`seat_id` text NOT NULL,
	`device_id` text NOT NULL,
	`failures` integer NOT NULL,
	`last_failure_at_ms` integer NOT NULL,
	`locked_at_ms` integer,
	PRIMARY KEY(`seat_id`, `device_id`),
	FOREIGN KEY (`seat_id`) REFERENCES `seats`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `seats` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`number` integer NOT NULL,
	`picture_hmac` text,
	`character` text,
	`long_code_version` integer DEFAULT 1 NOT NULL,
	`long_code_hash` text NOT NULL,
	`claimed_at_ms` integer,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seats_long_code_hash_unique` ON `seats` (`long_code_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `seats_by_class_and_number` ON `seats` (`class_id`,`number`);--> statement-breakpoint
CREATE TABLE `conduct_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`kind` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`by_account_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`resolution` text DEFAULT '' NOT NULL,
	`closed_by_account_id` text,
	`closed_at_ms` integer,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conduct_reports_by_visit` ON `conduct_reports` (`visit_id`);--> statement-breakpoint
CREATE INDEX `conduct_reports_open` ON `conduct_reports` (`at_ms`) WHERE closed_at_ms IS NULL;--> statement-breakpoint
CREATE TABLE `course_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`course_version` text NOT NULL,
	`answers` text NOT NULL,
	`right` integer NOT NULL,
	`of` integer NOT NULL,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_attempts_by_account` ON `course_attempts` (`account_id`,`at_ms`);--> statement-breakpoint
CREATE TABLE `report_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`field` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`reason` text NOT NULL,
	`found_at_ms` integer NOT NULL,
	`published_at_ms` integer NOT NULL,
	`by_account_id` text NOT NULL,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_corrections_by_visit` ON `report_corrections` (`visit_id`);--> statement-breakpoint
CREATE TABLE `visit_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`visit_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`detail` text,
	`by_account_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_changes_by_visit` ON `visit_changes` (`visit_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `visit_changes_one_version` ON `visit_changes` (`visit_id`,`version`);--> statement-breakpoint
CREATE TABLE `visit_checks` (
	`visit_id` text NOT NULL,
	`item` text NOT NULL,
	`by_account_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`visit_id`, `item`),
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `visit_crew` (
	`visit_id` text NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`grant_id` text,
	`joined_at_ms` integer NOT NULL,
	PRIMARY KEY(`visit_id`, `account_id`),
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_crew_by_account` ON `visit_crew` (`account_id`);--> statement-breakpoint
CREATE TABLE `visit_follow_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`owner_account_id` text NOT NULL,
	`due_on` text NOT NULL,
	`closed_at_ms` integer,
	`outcome` text DEFAULT '' NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_follow_ups_by_visit` ON `visit_follow_ups` (`visit_id`);--> statement-breakpoint
CREATE INDEX `visit_follow_ups_open` ON `visit_follow_ups` (`due_on`) WHERE closed_at_ms IS NULL;--> statement-breakpoint
CREATE TABLE `visit_hosts` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`contact` text DEFAULT '' NOT NULL,
	`confirmed_at_ms` integer,
	`signed_in_at_ms` integer,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_hosts_by_visit` ON `visit_hosts` (`visit_id`);--> statement-breakpoint
CREATE TABLE `visit_packs` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`made_by_account_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`made_at_ms` integer NOT NULL,
	`handed_in_hash` text,
	`handed_in_at_ms` integer,
	`outcome` text,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_packs_by_visit` ON `visit_packs` (`visit_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `visit_packs_one_hand_in` ON `visit_packs` (`visit_id`) WHERE handed_in_at_ms IS NOT NULL;--> statement-breakpoint
CREATE TABLE `visit_questions` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`text` text NOT NULL,
	`stage` text NOT NULL,
	`owner_account_id` text,
	`answer` text DEFAULT '' NOT NULL,
	`asked_at_ms` integer NOT NULL,
	`due_at_ms` integer NOT NULL,
	`answered_at_ms` integer,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_questions_by_visit` ON `visit_questions` (`visit_id`);--> statement-breakpoint
CREATE INDEX `visit_questions_open` ON `visit_questions` (`due_at_ms`) WHERE stage = 'open';--> statement-breakpoint
CREATE TABLE `visit_ratings` (
	`visit_id` text NOT NULL,
	`side` text NOT NULL,
	`first` integer NOT NULL,
	`second` integer NOT NULL,
	`third` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`by_account_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`visit_id`, `side`),
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ratings_are_one_to_five" CHECK(first BETWEEN 1 AND 5 AND second BETWEEN 1 AND 5 AND third BETWEEN 1 AND 5)
);
--> statement-breakpoint
CREATE TABLE `visit_reports` (
	`visit_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`typed` text NOT NULL,
	`handed_in_at_ms` integer,
	`handed_in_by_account_id` text,
	`signed` text,
	`signed_at_ms` integer,
	`signed_by_account_id` text,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `visits` (
	`id` text PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`bank_id` text,
	`school_id` text,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`day` text NOT NULL,
	`start_minute` integer NOT NULL,
	`minutes` integer NOT NULL,
	`starts_at_ms` integer NOT NULL,
	`ends_at_ms` integer NOT NULL,
	`district_code` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`area` text NOT NULL,
	`channel` text NOT NULL,
	`language` text NOT NULL,
	`grade` integer NOT NULL,
	`pupils_expected` integer NOT NULL,
	`class_id` text,
	`teacher_account_id` text,
	`lesson_id` text NOT NULL,
	`plan_minutes` integer NOT NULL,
	`mode` text NOT NULL,
	`campaign_id` text,
	`label` text DEFAULT '' NOT NULL,
	`source` text,
	`is_demo` integer DEFAULT false NOT NULL,
	`created_by_account_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`held_at_ms` integer,
	FOREIGN KEY (`bank_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`teacher_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visits_by_bank` ON `visits` (`bank_id`,`starts_at_ms`);--> statement-breakpoint
CREATE INDEX `visits_by_school` ON `visits` (`school_id`,`starts_at_ms`);--> statement-breakpoint
CREATE INDEX `visits_by_class` ON `visits` (`class_id`,`day`);--> statement-breakpoint
CREATE INDEX `visits_open` ON `visits` (`status`,`starts_at_ms`);--> statement-breakpoint
CREATE INDEX `visits_by_district` ON `visits` (`bank_id`,`district_code`,`starts_at_ms`);--> statement-breakpoint
CREATE INDEX `visits_by_bank_status` ON `visits` (`bank_id`,`status`,`starts_at_ms`);--> statement-breakpoint
CREATE INDEX `visits_by_lesson` ON `visits` (`bank_id`,`lesson_id`,`status`,`starts_at_ms`);--> statement-breakpoint
CREATE TABLE `volunteer_gates` (
	`account_id` text NOT NULL,
	`bank_id` text NOT NULL,
	`course_passed_at_ms` integer,
	`course_version` text,
	`conduct_signed_at_ms` integer,
	`conduct_version` text,
	`cleared_at_ms` integer,
	`cleared_by_account_id` text,
	`cleared_until_ms` integer,
	PRIMARY KEY(`account_id`, `bank_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bank_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `volunteer_gates_by_bank` ON `volunteer_gates` (`bank_id`,`cleared_until_ms`);