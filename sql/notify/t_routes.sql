-- Routes that Discord closed. The same name with another webhook, or thread when that is what is gone, is another route.
create table if not exists notify.t_routes (
  route    text        not null,
  webhook  text        not null,    -- stands for the webhook, whose address it does not tell; then the thread, if that is gone
  disabled timestamptz not null,
  reason   text        not null,    -- what Discord answered
  told     timestamptz,             -- when another route's digest said so; null: not yet
  constraint pk_routes primary key (route, webhook)
);
