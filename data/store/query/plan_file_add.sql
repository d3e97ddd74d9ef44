-- Records that a file belongs to an edition of the plan.
INSERT INTO plan_files (edition, name, sha256) VALUES ($edition, $name, $sha256);
