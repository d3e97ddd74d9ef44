-- Records that a migration was applied.
INSERT INTO migrations (number, name) VALUES ($number, $name);
