-- Everyone ever seen in a tracked clan: one row a person (Destiny membership), present or former.
create table if not exists groups.t_members (
  member_id               integer not null,               -- given once, at the first join
  clan_id                 bigint  not null,               -- the clan they are in, or were last in
  bungie_id               bigint,
  bungie_name             text,
  bungie_membership_type  integer,
  bungie_icon_path        text,
  destiny_id              bigint  not null,               -- Destiny membershipId
  destiny_name            text    not null,
  destiny_membership_type integer not null,
  destiny_icon_path       text,
  deleted                 date,                           -- effective date of the leave; null: present
  deleted_flag            boolean not null default false,
  added                   date    not null,               -- effective date of the first observation
  admin                   boolean not null,               -- Admin, Acting Founder or Founder
  versions_owned          integer,                        -- null: the profile was never seen
  global_name             text,
  global_name_code        smallint,
  role                    text    not null,
  join_date               timestamptz,                    -- Bungie's claim
  last_seen_online        timestamptz,
  last_played             timestamptz,
  constraint pk_member_id primary key (member_id),
  constraint uq_members_destiny_id unique (destiny_id)
);
alter table groups.t_members set (fillfactor = 75); -- a third of the rows changes on a day: they stay on their page, and indexes as they are
create index if not exists idx_members_clan_id on groups.t_members (clan_id);
