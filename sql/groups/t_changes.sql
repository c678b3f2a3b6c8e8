-- What happened to members, but for play and for the joins of a baseline, of which nobody knows when they happened.
create table if not exists groups.t_changes (
  member_id      integer not null,
  ordinal        integer not null,          -- 1, 2, ... for each member, in the order of their stream
  effective_date date    not null,
  kind           text    not null,          -- the event's name in storage
  clan_id        bigint  not null,          -- the clan the member was in, or left
  from_clan_id   bigint,                    -- of a transfer: the clan the member came from
  event_id       uuid    not null,
  data           jsonb   not null,
  constraint pk_changes primary key (member_id, ordinal)
);
create index if not exists idx_changes_effective_date on groups.t_changes (effective_date, member_id, ordinal);
create index if not exists idx_changes_clan_id on groups.t_changes (clan_id, effective_date, member_id, ordinal);
create index if not exists idx_changes_from_clan_id on groups.t_changes (from_clan_id, effective_date, member_id, ordinal)
  where from_clan_id is not null;
