-- The order in which people look at queues: those that stand still, then the longest. Empty ones, which are most, are not in it.

create index queue_count_order on queue_count (stands_still desc, lag desc, name) where stands_still > 0 or lag > 0;
