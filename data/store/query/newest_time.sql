-- The newest time that anything was recorded with, and what that was; no row in a store where nothing is.
SELECT what, recorded_at
FROM (
    SELECT 'load' AS what, max(loaded_at) AS recorded_at FROM loads
    UNION ALL
    SELECT 'withdrawal', max(withdrawn_at) FROM withdrawals
    UNION ALL
    SELECT 'publication', max(published_at) FROM published
    UNION ALL
    SELECT 'acceptance', max(accepted_at) FROM accepted
) AS times
WHERE recorded_at IS NOT NULL
ORDER BY recorded_at DESC, what
LIMIT 1;
