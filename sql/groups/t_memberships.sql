-- Every stay of every member, so that a return overwrites nothing.
create table if not exists groups.t_memberships (
  member_id integer not null,
  stay      integer not null,               -- 1, 2, ... for each member
  clan_id   bigint  not null,
  joined    date    not null,               -- effective date
  "left"    date,                           -- effective date of the leave or the transfer; null: still there
  baseline  boolean not null default false, -- the clan's first observation: joined on this day or before
  join_date timestamptz,                    -- Bungie's claim
  constraint pk_memberships primary key (member_id, stay)
);
create index if not exists idx_memberships_clan_id on groups.t_memberships (clan_id, joined);
create unique index if not exists uq_memberships_present on groups.t_memberships (member_id) where "left" is null;
