-- r0003_lti;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE classes (
	id INTEGER NOT NULL, 
	name VARCHAR(500) NOT NULL, 
	assignment VARCHAR(200) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_classes PRIMARY KEY (id), 
	CONSTRAINT uq_classes_name UNIQUE (name)
);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	"key" VARCHAR(1000) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	name VARCHAR(500) NOT NULL, 
	user VARCHAR(500) NOT NULL, 
	login VARCHAR(500) NOT NULL, 
	number VARCHAR(500) NOT NULL, 
	email VARCHAR(500) NOT NULL, 
	participant VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id), 
	CONSTRAINT uq_people_class_id_key UNIQUE (class_id, "key"), 
	CONSTRAINT fk_people_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id)
);
CREATE TABLE works (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	"key" VARCHAR(2000) NOT NULL, 
	CONSTRAINT pk_works PRIMARY KEY (id), 
	CONSTRAINT uq_works_class_id_key UNIQUE (class_id, "key"), 
	CONSTRAINT fk_works_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id)
);
CREATE TABLE members (
	work_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_members PRIMARY KEY (work_id, person_id), 
	CONSTRAINT fk_members_work_id_works FOREIGN KEY(work_id) REFERENCES works (id), 
	CONSTRAINT fk_members_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE files (
	sha256 VARCHAR(64) NOT NULL, 
	suffix VARCHAR(20) NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB, 
	CONSTRAINT pk_files PRIMARY KEY (sha256)
);
CREATE TABLE submissions (
	id INTEGER NOT NULL, 
	work_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	handed_in_at DATETIME, 
	late BOOLEAN, 
	source VARCHAR(20) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_submissions PRIMARY KEY (id), 
	CONSTRAINT uq_submissions_work_id_number UNIQUE (work_id, number), 
	CONSTRAINT fk_submissions_work_id_works FOREIGN KEY(work_id) REFERENCES works (id)
);
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	why TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id), 
	CONSTRAINT fk_runs_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id)
);
CREATE TABLE results (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	bundle VARCHAR(64) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	document TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_results PRIMARY KEY (id), 
	CONSTRAINT fk_results_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT fk_results_run_id_runs FOREIGN KEY(run_id) REFERENCES runs (id)
);
CREATE TABLE changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	class_id INTEGER NOT NULL, 
	work_id INTEGER, 
	submission_id INTEGER, 
	kind VARCHAR(20) NOT NULL, 
	target VARCHAR(500) NOT NULL, 
	value JSON NOT NULL, 
	reason TEXT NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	CONSTRAINT fk_changes_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id), 
	CONSTRAINT fk_changes_work_id_works FOREIGN KEY(work_id) REFERENCES works (id), 
	CONSTRAINT fk_changes_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT uq_changes_token UNIQUE (token)
);
CREATE TABLE exports (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	work_id INTEGER, 
	person_id INTEGER, 
	target TEXT NOT NULL, 
	score VARCHAR(40) NOT NULL, 
	maximum VARCHAR(40) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	answer TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_exports PRIMARY KEY (id), 
	CONSTRAINT fk_exports_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id), 
	CONSTRAINT fk_exports_work_id_works FOREIGN KEY(work_id) REFERENCES works (id), 
	CONSTRAINT fk_exports_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE links (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	platform INTEGER NOT NULL, 
	deployment VARCHAR(255) NOT NULL, 
	context VARCHAR(255) NOT NULL, 
	resource VARCHAR(255) NOT NULL, 
	course VARCHAR(500) NOT NULL, 
	title VARCHAR(500) NOT NULL, 
	assignment VARCHAR(200) NOT NULL, 
	line_item TEXT NOT NULL, 
	line_items TEXT NOT NULL, 
	members TEXT NOT NULL, 
	scopes JSON NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_links PRIMARY KEY (id), 
	CONSTRAINT uq_links_class_id UNIQUE (class_id), 
	CONSTRAINT uq_links_platform_deployment_context_resource UNIQUE (platform, deployment, context, resource), 
	CONSTRAINT fk_links_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id)
);
CREATE TABLE visits (
	id INTEGER NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	cookie VARCHAR(64) NOT NULL, 
	link_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	frame_ancestors TEXT NOT NULL, 
	return_url TEXT NOT NULL, 
	is_bound BOOLEAN NOT NULL, 
	at DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_visits PRIMARY KEY (id), 
	CONSTRAINT uq_visits_token UNIQUE (token), 
	CONSTRAINT fk_visits_link_id_links FOREIGN KEY(link_id) REFERENCES links (id), 
	CONSTRAINT fk_visits_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE jobs (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	at DATETIME NOT NULL, 
	worker VARCHAR(64) NOT NULL, 
	leased_until DATETIME, 
	tries INTEGER NOT NULL, 
	progress JSON NOT NULL, 
	done_at DATETIME, 
	CONSTRAINT pk_jobs PRIMARY KEY (id), 
	CONSTRAINT uq_jobs_submission_id UNIQUE (submission_id), 
	CONSTRAINT fk_jobs_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT fk_jobs_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id)
);
CREATE TABLE sends (
	id INTEGER NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	class_id INTEGER NOT NULL, 
	work_id INTEGER NOT NULL, 
	user VARCHAR(500) NOT NULL, 
	score VARCHAR(40) NOT NULL, 
	maximum VARCHAR(40) NOT NULL, 
	comment TEXT NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	tries INTEGER NOT NULL, 
	answer TEXT NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_sends PRIMARY KEY (id), 
	CONSTRAINT uq_sends_token UNIQUE (token), 
	CONSTRAINT fk_sends_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id), 
	CONSTRAINT fk_sends_work_id_works FOREIGN KEY(work_id) REFERENCES works (id)
);
CREATE TABLE class_rules (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_class_rules PRIMARY KEY (id), 
	CONSTRAINT fk_class_rules_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id)
);
CREATE TABLE trail (
	id INTEGER NOT NULL, 
	class_id INTEGER, 
	person_id INTEGER, 
	role VARCHAR(20) NOT NULL, 
	deed VARCHAR(40) NOT NULL, 
	detail TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_trail PRIMARY KEY (id), 
	CONSTRAINT fk_trail_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id), 
	CONSTRAINT fk_trail_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE lti_platforms (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	issuer VARCHAR(500) NOT NULL, 
	client VARCHAR(255) NOT NULL, 
	auth_url TEXT NOT NULL, 
	token_url TEXT NOT NULL, 
	keys_url TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	origins TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_lti_platforms PRIMARY KEY (id), 
	CONSTRAINT uq_lti_platforms_issuer_client UNIQUE (issuer, client)
);
CREATE TABLE lti_deployments (
	platform_id INTEGER NOT NULL, 
	deployment VARCHAR(255) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_lti_deployments PRIMARY KEY (platform_id, deployment), 
	CONSTRAINT fk_lti_deployments_platform_id_lti_platforms FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
CREATE TABLE lti_nonces (
	nonce VARCHAR(64) NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_lti_nonces PRIMARY KEY (nonce)
);
CREATE TABLE lti_invitations (
	digest VARCHAR(64) NOT NULL, 
	until DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_lti_invitations PRIMARY KEY (digest)
);
CREATE TABLE lti_line_items (
	platform_id INTEGER NOT NULL, 
	link VARCHAR(64) NOT NULL, 
	url TEXT NOT NULL, 
	label VARCHAR(500) NOT NULL, 
	maximum VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_lti_line_items PRIMARY KEY (platform_id, link), 
	CONSTRAINT fk_lti_line_items_platform_id_lti_platforms FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
CREATE TABLE lti_scores (
	platform_id INTEGER NOT NULL, 
	line_item VARCHAR(64) NOT NULL, 
	user VARCHAR(255) NOT NULL, 
	said VARCHAR(64) NOT NULL, 
	given VARCHAR(40) NOT NULL, 
	maximum VARCHAR(40) NOT NULL, 
	decided_at DATETIME NOT NULL, 
	sent_at DATETIME NOT NULL, 
	CONSTRAINT pk_lti_scores PRIMARY KEY (platform_id, line_item, user), 
	CONSTRAINT fk_lti_scores_platform_id_lti_platforms FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
CREATE INDEX ix_changes_class_id ON changes (class_id);
CREATE INDEX ix_changes_work_id ON changes (work_id);
CREATE INDEX ix_class_rules_class_id ON class_rules (class_id);
CREATE INDEX ix_exports_class_id ON exports (class_id);
CREATE INDEX ix_jobs_waiting ON jobs (done_at, id);
CREATE INDEX ix_lti_nonces_until ON lti_nonces (until);
CREATE INDEX ix_members_person_id ON members (person_id);
CREATE INDEX ix_results_submission_id ON results (submission_id);
CREATE INDEX ix_sends_class_id ON sends (class_id);
CREATE INDEX ix_sends_due ON sends (state, due_at);
CREATE INDEX ix_sends_work_id ON sends (work_id);
CREATE INDEX ix_submissions_key ON submissions ("key");
CREATE INDEX ix_trail_class_id ON trail (class_id);
CREATE INDEX ix_trail_person_id ON trail (person_id);
CREATE INDEX ix_visits_link_id ON visits (link_id);
CREATE INDEX ix_visits_person_id ON visits (person_id);
INSERT INTO alembic_version VALUES ('r0003_lti');
