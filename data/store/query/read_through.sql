-- Reads every row of the tables that a store of any schema has beside observations, so that damage is come upon; and
-- looks rows up by their keys, so that it is come upon in most of the indexes too.
SELECT
    (SELECT bit_xor(hash(t)) FROM migrations AS t),
    (SELECT bit_xor(hash(t)) FROM period_kinds AS t),
    (SELECT bit_xor(hash(t)) FROM states AS t),
    (SELECT bit_xor(hash(t)) FROM loads AS t),
    (SELECT bit_xor(hash(t)) FROM withdrawals AS t),
    (SELECT bit_xor(hash(t)) FROM problems AS t),
    (SELECT bit_xor(hash(t)) FROM publications AS t),
    (SELECT name FROM migrations WHERE number = 1),
    (SELECT name FROM period_kinds WHERE code = 1),
    (SELECT name FROM states WHERE code = 1),
    (SELECT file FROM loads WHERE number = 1),
    (SELECT because FROM withdrawals WHERE load = 1),
    (SELECT release FROM publications WHERE number = 1);
