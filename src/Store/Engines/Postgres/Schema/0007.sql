-- Messages whose first command is not the one they wait for: found when the broker has lost its data.

create index message_sent_again on message (created_at, id) where state = 1 and origin_number = 0 and queue_name is null;
