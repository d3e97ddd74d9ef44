-- Records that a load was withdrawn.
INSERT INTO withdrawals (load, because, withdrawn_at) VALUES ($load, $because, $withdrawn_at);
