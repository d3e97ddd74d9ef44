-- Records which edition of the plan a publication was made with.
INSERT INTO published_plans (published, edition) VALUES ($published, $edition);
