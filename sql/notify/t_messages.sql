-- The queue to Discord, and what became of it. Messages of one route go in the order of their ids.
create table if not exists notify.t_messages (
  message_id   bigint generated always as identity,
  run_id       uuid        not null,
  route        text        not null,
  part         integer     not null,               -- 1, 2, ... of the run's digest for the route
  parts        integer     not null,
  payload      text,                               -- the body for Discord; null once it is delivered or given up
  state        text        not null,               -- queued, delivered, refused, expired, dropped
  queued       timestamptz not null,
  attempts     integer     not null default 0,
  unknown      integer     not null default 0,     -- attempts after one whose outcome is not known: Discord may show it twice
  begun        timestamptz,                        -- an attempt whose outcome is not known (yet)
  next_attempt timestamptz,                        -- not before; null: at once
  trouble      text,                               -- what went wrong last
  discord_id   numeric(20),                        -- Discord's id of the message
  decided      timestamptz,                        -- when it was delivered, refused, ...
  constraint pk_messages primary key (message_id),
  constraint uq_messages_part unique (run_id, route, part)
);
create index if not exists idx_messages_queued on notify.t_messages (route, message_id) where state = 'queued';
